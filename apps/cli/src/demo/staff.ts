import type { PersonEntity, StaffRole } from '#node/people/person.entity.js';
import { COORDINATING } from './colleges.js';
import { demoId } from './demo-id.js';
import { inventNames } from './names.js';
import { Random } from './random.js';

/** Staff of every college; the order gives them their ids. */
const POSTS: readonly { readonly role: StaffRole; readonly publishName: boolean }[] = [
  { role: 'CURATOR', publishName: true },
  { role: 'CURATOR', publishName: false },
  { role: 'MENTOR', publishName: false },
  { role: 'MENTOR', publishName: true },
  { role: 'MENTOR', publishName: false },
  { role: 'OPERATOR', publishName: false },
];

const COORDINATOR: typeof POSTS = [{ role: 'COORDINATOR', publishName: true }];

/** The invented staff of a college, curators first. */
export function demoStaff(college: string): PersonEntity[] {
  const posts = COORDINATING.has(college) ? [...POSTS, ...COORDINATOR] : POSTS;
  const names = inventNames(new Random(`staff names of ${college}`), posts.length);
  return names.flatMap(({ display, fullDisplay }, index) => {
    const post = posts[index];
    if (!post) return [];
    // Staff are known by their whole name where they agreed to be named.
    return [{ id: demoId('person', college, index), displayName: post.publishName ? fullDisplay : display, leftAt: null, ...post }];
  });
}
