import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import type { AccountEntity } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { canonicalLogin, isLogin } from './login.js';
import { isPassword } from './passwords.js';

/** Who signs in with what is kept at the node itself. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly repository: AccountsRepository,
    private readonly thisCollege: ThisCollege,
  ) {}

  /** Whoever proves to be behind a login by its password; null for an unknown login and a wrong password alike, after the same time. */
  async withPassword(login: string, password: string): Promise<AccountEntity | null> {
    const canonical = canonicalLogin(login);
    const account = isLogin(canonical) ? await this.repository.byLogin(canonical) : null;
    return (await isPassword(password, account?.passwordHash ?? null)) ? account : null;
  }

  /** Who acts under an id of ours; null where nobody signs in as that, or no longer may. */
  async actorById(id: string): Promise<Actor | null> {
    const uuid = this.thisCollege.uuidOf(id);
    const account = uuid === null ? null : await this.repository.ofHolder(uuid);
    return account && this.actorOf(account);
  }

  /** What an account's holder is towards the network; null where its row has gone. */
  actorOf({ person, volunteer }: AccountEntity): Actor | null {
    const college = this.thisCollege.code;
    if (person) return { id: this.thisCollege.globalId(person.id), college, roles: [person.role] };
    if (!volunteer) return null;
    return { id: this.thisCollege.globalId(volunteer.id), college, roles: ['VOLUNTEER'] };
  }
}
