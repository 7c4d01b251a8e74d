import { Injectable } from '@nestjs/common';
import type { Role } from '#identity/actor.js';
import { v7 as uuid } from 'uuid';
import { PersonEntity, StaffRole } from '../../people/person.entity.js';
import { AccountEntity } from '../accounts/account.entity.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { canonicalLogin, isLogin } from '../accounts/login.js';
import type { RoleGroup } from '../sign-in.settings.js';
import type { DirectoryPerson } from './directory-person.js';
import { roleFrom } from './role-groups.js';

/** Makes the college's own people of those whom its directory vouches for. */
@Injectable()
export class NewcomersService {
  constructor(private readonly accounts: AccountsRepository) {}

  /**
   * The account of somebody who signed in at the directory, with the role that their groups give them today. Staff are
   * entered at their first sign-in; a volunteer stands in the college's list already, under the same e-mail address.
   * @returns null for whoever has no place here
   */
  async welcome(person: DirectoryPerson, roleGroups: readonly RoleGroup[]): Promise<AccountEntity | null> {
    const role = roleFrom(person.groups, roleGroups);
    if (role === null) return null;
    const known = await this.accounts.bySubject(person.subject);
    if (known) return this.upToDate(known, person, role);
    const login = canonicalLogin(person.login);
    if (!isLogin(login) || (await this.accounts.isTaken(login, person.subject))) return null;
    const account = this.account(person, login);
    return isStaffRole(role) ? this.addStaff(account, person, role) : this.addVolunteer(account, person);
  }

  private async upToDate(account: AccountEntity, { displayName }: DirectoryPerson, role: Role): Promise<AccountEntity | null> {
    if (!account.person) return role === 'VOLUNTEER' ? account : null;
    if (!isStaffRole(role)) return null;
    if (account.person.role !== role || account.person.displayName !== displayName) {
      await this.accounts.updatePerson({ id: account.person.id, role, displayName });
    }
    Object.assign(account.person, { role, displayName });
    return account;
  }

  private async addStaff(account: AccountEntity, { displayName }: DirectoryPerson, role: StaffRole): Promise<AccountEntity> {
    const person = Object.assign(new PersonEntity(), { id: uuid(), displayName, role, publishName: false });
    Object.assign(account, { personId: person.id });
    await this.accounts.add(account, person);
    return Object.assign(account, { person });
  }

  private async addVolunteer(account: AccountEntity, { email }: DirectoryPerson): Promise<AccountEntity | null> {
    const [volunteer, another] = email === undefined ? [] : await this.accounts.volunteersWithoutAccount(email);
    if (!volunteer || another) return null;
    Object.assign(account, { volunteerId: volunteer.id });
    await this.accounts.add(account);
    return Object.assign(account, { volunteer });
  }

  private account({ subject }: DirectoryPerson, login: string): AccountEntity {
    const nobodys = { personId: null, volunteerId: null, passwordHash: null, disabledAt: null };
    return Object.assign(new AccountEntity(), { id: uuid(), login, subject, createdAt: new Date(), ...nobodys });
  }
}

function isStaffRole(role: Role): role is StaffRole {
  return role in StaffRole;
}
