import { Injectable } from '@nestjs/common';
import { pageSize, problemOfFirst } from '#contract/page.js';
import type { Actor } from '#identity/actor.js';
import { circleOf } from '../college/circle.js';
import { ThisCollege } from '../college/this-college.js';
import { eventPolicy } from '../events/event.policy.js';
import { badInput } from '../graph/domain-error.js';
import type { SearchFound } from './search-found.js';
import { wordsSought } from './search-words.js';
import { SearchRepository } from './search.repository.js';

@Injectable()
export class SearchService {
  constructor(
    private readonly repository: SearchRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * What the actor may see of what this college has, best first.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used
   */
  async find(actor: Actor | null, text: string, first: number | null | undefined): Promise<SearchFound[]> {
    const problem = problemOfFirst(first);
    if (problem !== null) throw badInput('first', problem);
    const sought = wordsSought(text, 'text');
    if (sought === null) return [];
    const { coHost } = eventPolicy.scope(this.thisCollege.code, actor);
    return this.repository.find(circleOf(this.thisCollege.code, actor), coHost, sought, pageSize(first));
  }
}
