import type { Actor, Role } from '#identity/actor.js';
import { type RegistryNetwork, aPerson } from '#support/registry-network.js';

const [COORDINATING, OTHER] = ['chhtt', 'bat'] as const;
const inBoth = (...roles: readonly Role[]) => roles.flatMap((role) => [COORDINATING, OTHER].map((college) => aPerson(college, role)));

/** Everybody whom a column of the registry's table speaks of; a visitor is undefined. */
export const WHO: Readonly<Record<string, readonly (Actor | undefined)[]>> = {
  visitor: [undefined],
  'volunteer, mentor, curator': inBoth('VOLUNTEER', 'MENTOR', 'CURATOR'),
  'partner system': inBoth('PARTNER').map((partner) => ({ ...partner, scopes: ['events:read'] as const })),
  'coordinator of a college that does not coordinate': [aPerson(OTHER, 'COORDINATOR')],
  coordinator: [aPerson(COORDINATING, 'COORDINATOR')],
  operator: [aPerson(OTHER, 'OPERATOR')],
};

const CODES: Readonly<Record<string, string>> = { FORBIDDEN: 'forbidden' };

/** What somebody is told who asks for that field, or does that deed, of the registry. */
export class RegistryAccess {
  private made = 0;
  /** Made once, both: what is read of them does not change. */
  private invited: Promise<void> | undefined;
  private suspended: Promise<string> | undefined;

  constructor(private readonly network: RegistryNetwork) {}

  async outcome(field: string, when: string, actor: Actor | undefined): Promise<string> {
    const [type = '', name = ''] = field.split('.');
    const { data, errors } = await this.network.ask(await this.documentOf(type, name, when, actor), {}, actor);
    const code = errors[0]?.extensions?.code;
    if (code !== undefined) return CODES[code] ?? `${code}: ${errors[0]?.message ?? ''}`;
    const [found] = Object.values(data);
    const first = Array.isArray(found) ? found[0] : found;
    const value = type === 'Query' || type === 'Mutation' ? first : first?.[name];
    return value === null || value === undefined ? '–' : 'yes';
  }

  private async documentOf(type: string, name: string, when: string, actor: Actor | undefined): Promise<string> {
    if (type === 'Mutation') return `mutation { ${await this.deedOf(name, when, actor)} }`;
    const field = type === 'Query' ? '__typename' : name;
    if (type === 'Invitation' || name === 'invitations') {
      this.invited ??= this.byACoordinator(this.invitation());
      await this.invited;
      return `{ invitations { ${field} } }`;
    }
    this.suspended ??= this.aSuspendedCollege();
    return `{ membershipDecisions(code: "${await this.suspended}") { ${field} } }`;
  }

  private async deedOf(name: string, when: string, actor: Actor | undefined): Promise<string> {
    const own = actor?.college ?? COORDINATING;
    if (name === 'inviteCollege') return this.invitation();
    const code = when.startsWith('of one’s own') ? own : await this.anotherCollege(name === 'approveMember' ? 'OBSERVER' : 'MEMBER');
    return name === 'suspendMember' ? `suspendMember(code: "${code}", reason: "Проверка") { code }` : `${name}(code: "${code}") { code }`;
  }

  private invitation(): string {
    return `inviteCollege(input: { code: "new${(this.made += 1)}", name: "Н", shortName: "Н", city: "Н", region: "Н" }) { code }`;
  }

  /** One that has joined, and whose node nobody asks here. */
  private async anotherCollege(status: 'OBSERVER' | 'MEMBER'): Promise<string> {
    const code = `tried${(this.made += 1)}`;
    await this.network.registry.rowsOf(
      `INSERT INTO membership (code, name, short_name, city, region, status, endpoint, contract_version, keys)
       SELECT $1, name, short_name, city, region, $2, endpoint, contract_version, '[]' FROM membership WHERE code = $3`,
      [code, status, OTHER],
    );
    return code;
  }

  private async aSuspendedCollege(): Promise<string> {
    const code = await this.anotherCollege('MEMBER');
    await this.byACoordinator(`suspendMember(code: "${code}", reason: "Проверка") { code }`);
    return code;
  }

  private async byACoordinator(deed: string): Promise<void> {
    const { errors } = await this.network.ask(`mutation { ${deed} }`, {}, this.network.coordinators[1]);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  }
}
