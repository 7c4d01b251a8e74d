import { Inject, Injectable, Logger } from '@nestjs/common';
import { clientOf } from '#defence/client-address.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { AccountsService } from './accounts/accounts.service.js';
import { canonicalLogin, isLogin } from './accounts/login.js';
import type { DirectoryPerson } from './directory/directory-person.js';
import { LdapDirectory } from './directory/ldap-directory.js';
import { NewcomersService } from './directory/newcomers.service.js';
import { SignInAttemptsRepository } from './guessing/sign-in-attempts.repository.js';

/** What somebody typed, and from where. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly address: string;
}

/** How a try to sign in ended. */
export type SignInOutcome =
  | { readonly kind: 'ADMITTED'; readonly accountId: string }
  | { readonly kind: 'WRONG' }
  | { readonly kind: 'NOT_ADMITTED' }
  | { readonly kind: 'STAFF_NO_MORE' }
  | { readonly kind: 'TOO_OFTEN'; readonly retryAfterSeconds: number };

/** Signing in with a login and a password, or as somebody whom the college's own provider vouches for. */
@Injectable()
export class SignInService {
  private readonly log = new Logger('SignIn');
  private readonly ldap: LdapDirectory | null;

  constructor(
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
    private readonly accounts: AccountsService,
    private readonly newcomers: NewcomersService,
    private readonly attempts: SignInAttemptsRepository,
  ) {
    this.ldap = config.signIn.ldap && new LdapDirectory(config.signIn.ldap);
  }

  /** @throws DirectoryDown when the college's directory had to be asked, and cannot */
  async withPassword({ login, password, address }: Credentials): Promise<SignInOutcome> {
    const canonical = canonicalLogin(login);
    const from = clientOf(address);
    const tooOften = await this.attempts.begin(canonical, from);
    if (tooOften) return this.told({ kind: 'TOO_OFTEN', ...tooOften });
    const outcome = await this.judge(canonical, password);
    if (outcome.kind === 'ADMITTED') await this.attempts.succeeded(canonical, from);
    return this.told(outcome);
  }

  async asDirectoryPerson(person: DirectoryPerson): Promise<SignInOutcome> {
    return this.told(await this.admit(person));
  }

  private async judge(login: string, password: string): Promise<SignInOutcome> {
    const account = await this.accounts.withPassword(login, password);
    const actor = account && this.accounts.actorOf(account);
    if (actor) return { kind: 'ADMITTED', accountId: actor.id };
    return isLogin(login) && this.ldap ? this.judgeByDirectory(this.ldap, login, password) : { kind: 'WRONG' };
  }

  /** Two logins that we take for two may be one to the directory, so that the tries count for the entry as well. */
  private async judgeByDirectory(directory: LdapDirectory, login: string, password: string): Promise<SignInOutcome> {
    const entry = await directory.find(login);
    if (!entry) {
      await directory.takeAsLong(password);
      return { kind: 'WRONG' };
    }
    const { person } = entry;
    const tooOften = await this.attempts.beginAs(person.subject);
    if (tooOften) return { kind: 'TOO_OFTEN', ...tooOften };
    if (!(await directory.isPassword(password, entry))) return { kind: 'WRONG' };
    await this.attempts.succeededAs(person.subject);
    return this.admit(person);
  }

  private async admit(person: DirectoryPerson): Promise<SignInOutcome> {
    const account = await this.newcomers.welcome(person, this.config.signIn.roleGroups);
    if (account === 'STAFF_NO_MORE') return { kind: account };
    const actor = account === 'NOT_ENTERED' ? null : this.accounts.actorOf(account);
    return actor ? { kind: 'ADMITTED', accountId: actor.id } : { kind: 'NOT_ADMITTED' };
  }

  /** Who it was stands in no log. */
  private told(outcome: SignInOutcome): SignInOutcome {
    if (outcome.kind !== 'ADMITTED') this.log.warn(`A sign-in was refused: ${outcome.kind}.`);
    return outcome;
  }
}
