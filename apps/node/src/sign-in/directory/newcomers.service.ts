import { Injectable } from '@nestjs/common';
import type { Role } from '#identity/actor.js';
import { v7 as uuid } from 'uuid';
import { PersonEntity, StaffRole } from '../../people/person.entity.js';
import { AccountEntity } from '../accounts/account.entity.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { canonicalLogin, isLogin } from '../accounts/login.js';
import type { RoleGroup } from '../sign-in.settings.js';
import type { DirectoryPerson } from './directory-person.js';
import { rolesFrom } from './role-groups.js';

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
    const roles = rolesFrom(person.groups, roleGroups);
    const [role] = roles;
    if (role === undefined) return null;
    const known = await this.accounts.bySubject(person.subject);
    if (known?.person) return this.upToDate(known, known.person, person, role);
    // Their hours and consents are a volunteer's, and nobody else reads them: they stay one for as long as they are one.
    if (known) return roles.includes('VOLUNTEER') ? known : this.enter(known, person, role);
    const login = canonicalLogin(person.login);
    if (!isLogin(login) || (await this.accounts.isTaken(login, person.subject))) return null;
    const account = this.account(person, login);
    return isStaffRole(role) ? this.addStaff(account, person, role) : this.addVolunteer(account, person);
  }

  private async upToDate(account: AccountEntity, known: PersonEntity, { displayName }: DirectoryPerson, role: Role): Promise<AccountEntity | null> {
    if (!isStaffRole(role)) return null;
    if (known.role !== role || known.displayName !== displayName) await this.accounts.updatePerson({ id: known.id, role, displayName });
    Object.assign(known, { role, displayName });
    return account;
  }

  private async addStaff(account: AccountEntity, directoryPerson: DirectoryPerson, role: StaffRole): Promise<AccountEntity> {
    const person = newPerson(directoryPerson, role);
    Object.assign(account, { personId: person.id });
    await this.accounts.add(account, person);
    return Object.assign(account, { person });
  }

  /** A volunteer who has become staff, and is no volunteer any more. */
  private async enter(account: AccountEntity, directoryPerson: DirectoryPerson, role: Role): Promise<AccountEntity | null> {
    if (!isStaffRole(role)) return null;
    const person = newPerson(directoryPerson, role);
    await this.accounts.handTo(account.id, person);
    return Object.assign(account, { personId: person.id, person, volunteerId: null, volunteer: null });
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

function newPerson({ displayName }: DirectoryPerson, role: StaffRole): PersonEntity {
  return Object.assign(new PersonEntity(), { id: uuid(), displayName, role, publishName: false });
}

function isStaffRole(role: Role): role is StaffRole {
  return role in StaffRole;
}
