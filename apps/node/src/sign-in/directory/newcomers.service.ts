import { Injectable } from '@nestjs/common';
import type { Role } from '#identity/actor.js';
import { v7 as uuid } from 'uuid';
import { PersonEntity, StaffRole } from '../../people/person.entity.js';
import type { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { AccountEntity } from '../accounts/account.entity.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { canonicalLogin, isLogin } from '../accounts/login.js';
import type { RoleGroup } from '../sign-in.settings.js';
import type { DirectoryPerson } from './directory-person.js';
import { rolesFrom } from './role-groups.js';

/** Why somebody whom the directory vouches for has no place here: nobody entered them, or they are staff no more and no volunteer of the college. */
export type NotWelcome = 'NOT_ENTERED' | 'STAFF_NO_MORE';

/** Makes the college's own people of those whom its directory vouches for. */
@Injectable()
export class NewcomersService {
  constructor(private readonly accounts: AccountsRepository) {}

  /**
   * The account of somebody who signed in at the directory, with the role that their groups give them today. Staff are
   * entered at their first sign-in; a volunteer stands in the college's list already, under the same e-mail address.
   * @returns why not, for whoever has no place here
   */
  async welcome(person: DirectoryPerson, roleGroups: readonly RoleGroup[]): Promise<AccountEntity | NotWelcome> {
    const roles = rolesFrom(person.groups, roleGroups);
    const [role] = roles;
    const known = await this.accounts.bySubject(person.subject);
    if (role === undefined) {
      if (known?.person) await this.accounts.leave(known.person.id);
      return 'NOT_ENTERED';
    }
    if (known?.person) return isStaffRole(role) ? this.upToDate(known, known.person, person, role) : this.goOn(known, known.person, person);
    if (known) return !isStaffRole(role) || (roles.includes('VOLUNTEER') && isNobodyElses(known)) ? known : this.enter(known, person, role);
    const login = canonicalLogin(person.login);
    if (!isLogin(login) || (await this.accounts.isTaken(login, person.subject))) return 'NOT_ENTERED';
    const account = this.account(person, login);
    return isStaffRole(role) ? this.addStaff(account, person, role) : this.addVolunteer(account, person);
  }

  private async upToDate(account: AccountEntity, known: PersonEntity, { displayName }: DirectoryPerson, role: StaffRole): Promise<AccountEntity> {
    if (known.role !== role || known.displayName !== displayName || known.leftAt) await this.accounts.updatePerson({ id: known.id, role, displayName });
    Object.assign(known, { role, displayName, leftAt: null });
    return account;
  }

  private async addStaff(account: AccountEntity, directoryPerson: DirectoryPerson, role: StaffRole): Promise<AccountEntity> {
    const person = newPerson(directoryPerson, role, uuid());
    Object.assign(account, { personId: person.id });
    await this.accounts.add(account, person);
    return Object.assign(account, { person });
  }

  /** Staff no more, and a volunteer: whom the college's list has, or else who took part while on the staff. */
  private async goOn(account: AccountEntity, { id }: PersonEntity, { email }: DirectoryPerson): Promise<AccountEntity | NotWelcome> {
    const volunteer = (await this.inList(email)) ?? (await this.accounts.whoTookPart(id));
    if (!volunteer) {
      await this.accounts.leave(id);
      return 'STAFF_NO_MORE';
    }
    await this.accounts.handBack(account.id, id, volunteer);
    return Object.assign(account, { personId: null, person: null, volunteerId: volunteer.id, volunteer });
  }

  /** A volunteer who has become staff, perhaps again, and is no volunteer any more. */
  private async enter(account: AccountEntity, directoryPerson: DirectoryPerson, role: StaffRole): Promise<AccountEntity> {
    const person = newPerson(directoryPerson, role, account.volunteer?.personId ?? uuid());
    await this.accounts.handTo(account.id, person);
    return Object.assign(account, { personId: person.id, person, volunteerId: null, volunteer: null });
  }

  private async addVolunteer(account: AccountEntity, { email }: DirectoryPerson): Promise<AccountEntity | NotWelcome> {
    const volunteer = await this.inList(email);
    if (!volunteer) return 'NOT_ENTERED';
    Object.assign(account, { volunteerId: volunteer.id });
    await this.accounts.add(account);
    return Object.assign(account, { volunteer });
  }

  /** Of an address that several have nobody can tell whose it is. */
  private async inList(email: string | undefined): Promise<VolunteerEntity | undefined> {
    const [volunteer, another] = email === undefined ? [] : await this.accounts.volunteersWithoutAccount(email);
    return another ? undefined : volunteer;
  }

  private account({ subject }: DirectoryPerson, login: string): AccountEntity {
    const nobodys = { personId: null, volunteerId: null, passwordHash: null, disabledAt: null };
    return Object.assign(new AccountEntity(), { id: uuid(), login, subject, createdAt: new Date(), ...nobodys });
  }
}

/** Hours and consents of a volunteer nobody else reads: who has them stays that volunteer for as long as they are one. Who was on the staff before has them as staff, too. */
function isNobodyElses({ volunteer }: AccountEntity): boolean {
  return typeof volunteer?.personId !== 'string';
}

function newPerson({ displayName }: DirectoryPerson, role: StaffRole, id: string): PersonEntity {
  return Object.assign(new PersonEntity(), { id, displayName, role, publishName: false, leftAt: null });
}

function isStaffRole(role: Role): role is StaffRole {
  return role in StaffRole;
}
