import type { Role } from '#identity/actor.js';
import { demoId } from './demo-id.js';
import { demoPeople } from './demo-people.js';

/** Of everybody in the demonstration, whose nodes answer this machine alone. */
export const DEMO_PASSWORD = 'dobroset-demo';

/** How one signs in as somebody of the demonstration: by the name of the role. */
export interface DemoAccount {
  readonly login: string;
  readonly role: Role;
  /** Uuid of the person or the volunteer. */
  readonly holder: string;
}

export function demoAccounts(college: string): DemoAccount[] {
  return demoPeople(college).flatMap(({ id, roles: [role] }) => {
    return role === undefined ? [] : [{ login: role.toLowerCase(), role, holder: id.slice(college.length + 1) }];
  });
}

/** The `client_id` of the partner's system that every college of the demonstration knows; its secret is the password. */
export function demoPartner(college: string): string {
  return demoId('partner', college, 0);
}
