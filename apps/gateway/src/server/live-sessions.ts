import { LRUCache } from 'lru-cache';
import type { VerifiedAccess } from '#identity/access-token.js';
import type { Nodes } from '../college/nodes.js';

const QUESTION = 'query SessionIsLive($sid: ID!) { sessionIsLive(sid: $sid) }';

/** A session that ended is refused no later than that. */
const ASKED_EVERY_MS = 15_000;
/** A request waits no longer for the answer, which counts all the same once it comes: the whole has its own deadline. */
const WAITED_FOR_MS = 300;
/** Of each college: one that makes sessions up makes nobody else's be forgotten. */
const REMEMBERED = 5_000;

/** What the college's node said of a session, or is about to say. */
class Session {
  readonly askedAt = performance.now();
  private isLive = true;
  private isKnown = false;

  constructor(private readonly answer: Promise<boolean>) {
    void answer.then((isLive) => {
      this.isLive = isLive;
      this.isKnown = true;
    });
  }

  /** Whether that counts still; an end is final. */
  get isFresh(): boolean {
    return (this.isKnown && !this.isLive) || performance.now() - this.askedAt < ASKED_EVERY_MS;
  }

  /** What is known, soon: nothing against a session whose node is slow. */
  async goesOn(): Promise<boolean> {
    if (this.isKnown) return this.isLive;
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), WAITED_FOR_MS);
    });
    return Promise.race([this.answer, waited]).finally(() => clearTimeout(timer));
  }
}

/**
 * Whether people who show a token are still signed in at their college: signing out, a withdrawn refresh token and a shut
 * account end a session before its last token expires. The college's node is asked at a session's first request and
 * every 15 s while there are more; never again once it has ended.
 */
export class LiveSessions {
  /** By college, which only the roster's have tokens of, and by name. */
  private readonly sessions = new Map<string, LRUCache<string, Session>>();

  constructor(private readonly nodes: Pick<Nodes, 'forRequest'>) {}

  /** True for a token that no session issued, and where the college's node cannot be asked: then the token's own expiry counts. */
  async goesOn({ actor: { college }, sid }: Pick<VerifiedAccess, 'actor' | 'sid'>): Promise<boolean> {
    if (sid === undefined) return true;
    const sessions = this.sessionsOf(college);
    const known = sessions.get(sid);
    if (known?.isFresh) return known.goesOn();
    const session = new Session(this.ask(college, sid));
    sessions.set(sid, session);
    return session.goesOn();
  }

  private sessionsOf(college: string): LRUCache<string, Session> {
    const sessions = this.sessions.get(college) ?? new LRUCache<string, Session>({ max: REMEMBERED });
    this.sessions.set(college, sessions);
    return sessions;
  }

  private async ask(college: string, sid: string): Promise<boolean> {
    const { data } = await this.nodes.forRequest(undefined).read(college, QUESTION, { sid });
    return data?.['sessionIsLive'] !== false;
  }
}
