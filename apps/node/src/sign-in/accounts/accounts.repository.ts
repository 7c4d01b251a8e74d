import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, IsNull } from 'typeorm';
import { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { PersonEntity } from '../../people/person.entity.js';
import { AccountEntity } from './account.entity.js';

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: DataSource) {}

  /** The account with its person or volunteer; one that was disabled does not count. */
  byLogin(login: string): Promise<AccountEntity | null> {
    return this.enabled({ login });
  }

  bySubject(subject: string): Promise<AccountEntity | null> {
    return this.enabled({ subject });
  }

  /** @param id of the person or the volunteer */
  async ofHolder(id: string): Promise<AccountEntity | null> {
    return (await this.enabled({ personId: id })) ?? this.enabled({ volunteerId: id });
  }

  /** Whether that login or subject has an account, disabled or not. */
  async isTaken(login: string, subject: string): Promise<boolean> {
    return this.database.manager.existsBy(AccountEntity, [{ login }, { subject }]);
  }

  /** Volunteers of that e-mail address, in whatever case, whom nobody signs in as. */
  volunteersWithoutAccount(email: string): Promise<VolunteerEntity[]> {
    return this.database.manager
      .createQueryBuilder(VolunteerEntity, 'volunteer')
      .where('lower(volunteer.email) = lower(:email)', { email })
      .andWhere('NOT EXISTS (SELECT FROM account WHERE account.volunteer_id = volunteer.id)')
      .getMany();
  }

  /** Adds an account, and the person whose it is where they are new. */
  async add(account: AccountEntity, person?: PersonEntity): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (person) await tx.insert(PersonEntity, person);
      await tx.insert(AccountEntity, account);
    });
  }

  /** Who took part while on the staff, as a volunteer of their own id; null where nobody did, or somebody signs in as that already. */
  whoTookPart(personId: string): Promise<VolunteerEntity | null> {
    return this.database.manager
      .createQueryBuilder(VolunteerEntity, 'volunteer')
      .where('volunteer.personId = :personId', { personId })
      .andWhere('NOT EXISTS (SELECT FROM account WHERE account.volunteer_id = volunteer.id)')
      .getOne();
  }

  /** Makes a volunteer's account that of a person, who is new or was on the staff before; whoever is signed in as another volunteer is not any more. */
  async handTo(accountId: string, person: PersonEntity): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.upsert(PersonEntity, person, ['id']);
      await tx.update(AccountEntity, { id: accountId }, { personId: person.id, volunteerId: null });
    });
  }

  /** Makes the account of somebody who is on the staff no more that of a volunteer. */
  async handBack(accountId: string, personId: string, { id: volunteerId }: VolunteerEntity): Promise<void> {
    await this.database.transaction(async (tx) => {
      await leaveStaff(tx, personId);
      await tx.update(AccountEntity, { id: accountId }, { personId: null, volunteerId });
    });
  }

  /** They guide nobody any more, and nobody is shown their name as one of the staff. */
  leave(personId: string): Promise<void> {
    return leaveStaff(this.database.manager, personId);
  }

  /** Somebody of the staff as they are now, also where they had left it. */
  async updatePerson({ id, role, displayName }: Pick<PersonEntity, 'id' | 'role' | 'displayName'>): Promise<void> {
    await this.database.manager.update(PersonEntity, { id }, { role, displayName, leftAt: null });
  }

  /**
   * Shuts an account, and ends every session that it has; whoever is on the staff has left it.
   * @returns whether there was one to shut
   */
  async disable(login: string, globalIdOf: (uuid: string) => string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const account = await tx.findOneBy(AccountEntity, { login, disabledAt: IsNull() });
      const holder = account?.personId ?? account?.volunteerId;
      if (!account || !holder) return false;
      await tx.update(AccountEntity, { id: account.id }, { disabledAt: new Date() });
      if (account.personId !== null) await leaveStaff(tx, account.personId);
      await endSessions(tx, globalIdOf(holder));
      return true;
    });
  }

  /** Replaces a password, and ends every session that the old one began. */
  async changePassword(login: string, passwordHash: string, globalIdOf: (uuid: string) => string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const account = await tx.findOneByOrFail(AccountEntity, { login });
      await tx.update(AccountEntity, { id: account.id }, { passwordHash });
      const holder = account.personId ?? account.volunteerId;
      if (holder !== null) await endSessions(tx, globalIdOf(holder));
    });
  }

  private enabled(where: FindOptionsWhere<AccountEntity>): Promise<AccountEntity | null> {
    return this.database.manager.findOne(AccountEntity, {
      where: { ...where, disabledAt: IsNull() },
      relations: { person: true, volunteer: true },
    });
  }
}

async function leaveStaff(tx: EntityManager, id: string): Promise<void> {
  await tx.update(PersonEntity, { id, leftAt: IsNull() }, { leftAt: new Date(), publishName: false });
}

async function endSessions(tx: EntityManager, accountId: string): Promise<void> {
  await tx.query('DELETE FROM provider_record WHERE account_id = $1', [accountId]);
}
