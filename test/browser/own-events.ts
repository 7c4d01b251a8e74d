import { demoColleges } from '#cli/demo/colleges.js';
import { anEvent } from '#support/factories/event.factory.js';
import type { TestNetwork } from '#support/network.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const APART_MS = HOUR_MS / 3;

const TITLES = { MEETING: 'Встреча отряда', FORUM: 'Форум', EDUCATIONAL_SESSION: 'Образовательная сессия', SERVICE: 'Субботник' } as const;
const KINDS = ['MEETING', 'FORUM', 'EDUCATIONAL_SESSION', 'SERVICE'] as const;

/**
 * Announces one coming event of each kind at every college. The stories need them on every day of any year, and the
 * demonstration follows the school year: there are weeks with no meeting to come, and summers with few events at all.
 */
export async function announceOwnEvents(network: TestNetwork): Promise<void> {
  // Of tomorrow: none begins while the stories are told, and none goes past midnight where anybody of them reads it.
  const morning = Math.ceil(Date.now() / DAY_MS) * DAY_MS + 7 * HOUR_MS;
  const all = KINDS.flatMap((kind) => demoColleges.map((college) => ({ kind, college })));
  for (const [number, { kind, college: { code, shortName, timeZone } }] of all.entries()) {
    const startsAt = new Date(morning + number * APART_MS);
    await network.node(code).has(anEvent({ kind, format: kind === 'SERVICE' ? 'ONSITE' : 'HYBRID', title: `${TITLES[kind]} (${shortName})`, startsAt, timeZone }));
  }
}
