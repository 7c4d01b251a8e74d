import type { LocalPostgresNotice } from '#local-postgres/local-postgres.js';
import type { LocalPostgresProblem } from '#local-postgres/problem.js';
import type { Role } from '#identity/actor.js';
import type { Language } from '../environment.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

/** Everything that `dobroset start` says. */
export interface Words {
  readonly title: string;
  readonly page: { readonly title: string; readonly building: string; readonly built: string; failed(log: string): string };
  readonly database: {
    readonly title: string;
    readonly starting: string;
    embedded(address: string, folder: string): string;
    external(address: string): string;
    notice(notice: LocalPostgresNotice): string;
    problem(problem: LocalPostgresProblem): string;
    unusable(reason: string): string;
    /** @param place whose they are: `machine:folder` */
    anothers(place: string): string;
    spared(place: string | null): string;
    readonly lost: string;
    readonly back: string;
  };
  readonly data: { readonly title: string; seeding(college: string, number: number, of: number): string; made(colleges: number): string; readonly reused: string; stale(days: number): string };
  readonly nodes: { readonly title: string; answering(count: number, of: number): string; silent(name: string, log: string): string };
  readonly registry: { readonly title: string; failed(log: string): string };
  readonly gateway: { readonly title: string; failed(log: string): string };
  readonly links: { readonly page: string; readonly graph: string; readonly graphiql: string; readonly health: string; readonly nodes: string; readonly signIn: string; databases(file: string): string };
  readonly accounts: { title(password: string): string; readonly roles: Readonly<Record<Role, string>>; token(file: string): string };
  readonly tryIt: string;
  readonly running: string;
  readonly erasing: string;
  readonly stopping: string;
  readonly stopped: string;
  died(name: string, how: string, retryInSeconds: number): string;
  back(name: string): string;
  /** On the same data. */
  readonly alreadyRunning: string;
  notWritable(folder: string, reason: string): string;
  /** Browsers and `fetch` refuse to connect to them. */
  portsBad(ports: readonly number[], typed: string): string;
  /** @param code the system's own, such as EACCES */
  portsForbidden(ports: readonly number[], code: string, typed: string): string;
  portsTaken(ports: readonly number[], typed: string): string;
}

export function wordsIn(language: Language): Words {
  return language === 'ru' ? russian : english;
}
