import { describe, expect, it } from '@jest/globals';
import { MOST_SESSIONS, sessionProblem, sessionsProblem, wholeProblem } from './parts.js';

const at = (hour: number) => new Date(Date.UTC(2026, 3, 18, hour));
const forum = { title: 'Форум', status: 'PUBLISHED', partOfId: null, startsAt: at(6), endsAt: at(14) } as const;
const session = { title: 'Сессия', status: 'DRAFT', startsAt: at(6), endsAt: at(8) } as const;

describe('a session', () => {
  it('is one of an own event that will take place and is no session itself', () => {
    expect(wholeProblem(forum, 0)).toBeNull();
    expect(wholeProblem({ ...forum, status: 'DRAFT' }, 0)).toBeNull();
    expect(wholeProblem(null, 0)).toContain('this college');
    expect(wholeProblem({ ...forum, partOfId: 'x' }, 0)).toContain('not itself a part');
    expect(wholeProblem({ ...forum, status: 'CANCELLED' }, 0)).toContain('not cancelled');
    expect(wholeProblem(forum, MOST_SESSIONS - 1)).toBeNull();
    expect(wholeProblem(forum, MOST_SESSIONS)).toContain('fewer than 100');
  });

  it('takes place within the whole, from its first minute to its last', () => {
    expect(sessionProblem(session, forum)).toBeNull();
    expect(sessionProblem({ startsAt: at(12), endsAt: at(14) }, forum)).toBeNull();
    expect(sessionProblem({ startsAt: at(5), endsAt: at(8) }, forum)).toContain('«Форум»');
    expect(sessionProblem({ startsAt: at(12), endsAt: at(15) }, forum)).toContain('«Форум»');
  });

  it('stays within the whole when that is moved, unless it was cancelled', () => {
    const later = { startsAt: at(7), endsAt: at(14) };
    expect(sessionsProblem(forum, [session])).toBeNull();
    expect(sessionsProblem(later, [session])).toContain('«Сессия»');
    expect(sessionsProblem(later, [{ ...session, status: 'CANCELLED' }])).toBeNull();
  });
});
