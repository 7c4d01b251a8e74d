import { setTimeout as pause } from 'node:timers/promises';
import { globalId } from '#contract/ids.js';
import { demoColleges, demoCollege } from '#cli/demo/colleges.js';
import type { Actor } from '#identity/actor.js';
import { anAccount } from '#support/factories/account.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import type { Json } from '#support/graph-client.js';
import { TestNetwork } from '#support/network.js';

type Variables = Readonly<Record<string, unknown>>;

const LATE: ReadonlySet<string> = new Set(['NODE_TIMEOUT', 'BUSY']);
const MOST_TIMES = 20;

/**
 * What changes nothing when it is done once more: an event that has begun as it should begins no other time, an answer stays, the same words are the same question.
 * What creates is not among them: a node may do it after it was given up, and after one has looked.
 */
const SAFE_TO_REPEAT = ['updateEvent', 'acceptCoHost', 'declineCoHost', 'askQuestion', 'voteForQuestion', 'moderateQuestion', 'withdrawAdoption'];

/** Once more, it answers null: who declined may not know of the event. */
const SILENT_WHEN_REPEATED = 'declineCoHost';

/** Who answers for a college's volunteers, and who guides them: all that its database holds in the beginning. */
interface Staff {
  readonly curator: Actor;
  readonly mentor: Actor;
}

/** The network of the five colleges, asked at its gateway alone. */
export class YearNetwork {
  private constructor(
    readonly network: TestNetwork,
    private readonly staff: ReadonlyMap<string, Staff>,
  ) {}

  static async start(): Promise<YearNetwork> {
    const staff = new Map<string, Staff>();
    const network = await TestNetwork.start(demoColleges.map(({ code }) => code), {
      member: (code) => {
        const { name, shortName, city, region } = demoCollege(code);
        return { name, shortName, city, region };
      },
      beforeStart: async (node) => {
        const [curator, mentor] = [aPerson({ displayName: 'Куратор', publishName: true }), aPerson({ role: 'MENTOR', displayName: 'Наставник' })];
        await node.has(curator, mentor);
        const actor = ({ id, role }: typeof curator): Actor => ({ id: globalId(node.code, id), college: node.code, roles: [role] });
        staff.set(node.code, { curator: actor(curator), mentor: actor(mentor) });
      },
    });
    return new YearNetwork(network, staff);
  }

  get colleges(): readonly string[] {
    return [...this.staff.keys()].sort();
  }

  curator(college: string): Actor {
    return this.of(college).curator;
  }

  mentor(college: string): Actor {
    return this.of(college).mentor;
  }

  /** @throws Error where there is any error at all */
  async ask(as: Actor | undefined, document: string, variables: Variables = {}): Promise<Json> {
    return (await this.askInTime(as, document, variables)).data;
  }

  /**
   * What a mutation gave that calls its field `done`.
   * @throws Error where it was refused
   */
  async does(as: Actor, document: string, variables: Variables = {}): Promise<Json> {
    const { data: { done }, isRepeated } = await this.askInTime(as, `mutation ${document}`, variables);
    const isThere = done !== null || (isRepeated && document.includes(`${SILENT_WHEN_REPEATED}(`));
    if (!isThere || done?.message !== undefined) throw new Error(`${document}\n${JSON.stringify({ variables, done })}`);
    return done;
  }

  /** What no graph does: the operator lets them sign in, on the college's own machine. */
  async opensAccount({ id, college }: Actor): Promise<void> {
    const [, uuid = ''] = id.split(':');
    await this.network.node(college).has(await anAccount({ volunteer: { id: uuid } }, 'volunteer'));
  }

  stop(): Promise<void> {
    return this.network.stop();
  }

  private async askInTime(as: Actor | undefined, document: string, variables: Variables, time = 1): Promise<{ readonly data: Json; readonly isRepeated: boolean }> {
    const { data, errors } = await this.network.ask(document, variables, as);
    // On a busy machine a node may be late, or say that it has too much to do. What has a key is done once, however often it is asked for; a query changes nothing.
    const isSafeToRepeat = 'idempotencyKey' in Object(variables['input']) || SAFE_TO_REPEAT.some((name) => document.includes(`${name}(`)) || !document.startsWith('mutation');
    if (isSafeToRepeat && time < MOST_TIMES && errors.some(({ extensions }) => LATE.has(extensions.code))) return this.askInTime(as, document, variables, time + 1);
    if (errors.length > 0) throw new Error(`${document}\n${JSON.stringify({ variables, errors, data })}`);
    return { data, isRepeated: time > 1 };
  }

  private of(college: string): Staff {
    const staff = this.staff.get(college);
    if (!staff) throw new Error(`There is no college ${college}.`);
    return staff;
  }
}

/** Until a moment has passed by everybody's clock. */
export async function after(moment: Date): Promise<void> {
  await pause(Math.max(0, moment.getTime() - Date.now()) + 10);
}
