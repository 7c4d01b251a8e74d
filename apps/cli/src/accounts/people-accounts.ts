import { v7 as uuid } from 'uuid';
import { globalId } from '#contract/ids.js';
import { PersonEntity, type StaffRole } from '#node/people/person.entity.js';
import { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { AccountsRepository } from '#node/sign-in/accounts/accounts.repository.js';
import { canonicalLogin, isLogin } from '#node/sign-in/accounts/login.js';
import { hashPassword } from '#node/sign-in/accounts/passwords.js';
import { AccountRefusal, type AccountWork } from './account-command.js';
import { newPassword } from './new-password.js';
import { shownName } from './shown-name.js';

export interface NewStaff {
  readonly login: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Ask for the password; one is made where not. */
  readonly ask: boolean;
}

/** Enters somebody of the staff, with a login. */
export async function addStaff(on: AccountWork, { login, name, role, ask }: NewStaff): Promise<void> {
  const person = Object.assign(new PersonEntity(), { id: uuid(), displayName: shownName(name, on.words), role, publishName: false });
  await addAccount(on, login, ask, { personId: person.id }, person);
}

/** Gives a volunteer who stands in the college's list a login. */
export async function addVolunteerLogin(on: AccountWork, { login, email, ask }: { login: string; email: string; ask: boolean }): Promise<void> {
  const [volunteer, another] = await new AccountsRepository(on.dataSource).volunteersWithoutAccount(email);
  if (!volunteer || another) throw new AccountRefusal(on.words.noVolunteer(email));
  await addAccount(on, login, ask, { volunteerId: volunteer.id });
}

async function addAccount(on: AccountWork, typed: string, ask: boolean, holder: Partial<AccountEntity>, person?: PersonEntity): Promise<void> {
  const { dataSource, college, words, say } = on;
  const accounts = new AccountsRepository(dataSource);
  const login = canonicalLogin(typed);
  if (!isLogin(login)) throw new AccountRefusal(words.badLogin(typed));
  if (await accounts.isTaken(login, '')) throw new AccountRefusal(words.taken(login));
  const { password, wasMade } = await newPassword(ask, words);
  const nothing = { personId: null, volunteerId: null, subject: null, disabledAt: null };
  const account = Object.assign(new AccountEntity(), { ...nothing, id: uuid(), login, passwordHash: await hashPassword(password), createdAt: new Date() }, holder);
  await accounts.add(account, person);
  say(words.added(login, college));
  if (wasMade) say(words.password(password));
}

/** Replaces a password, and ends the sessions that the old one began. */
export async function changePassword(on: AccountWork, typed: string, ask: boolean): Promise<void> {
  const { dataSource, college, words, say } = on;
  const accounts = new AccountsRepository(dataSource);
  const login = canonicalLogin(typed);
  if ((await accounts.byLogin(login))?.passwordHash == null) throw new AccountRefusal(words.unknownLogin(login));
  const { password, wasMade } = await newPassword(ask, words);
  await accounts.changePassword(login, await hashPassword(password), (id) => globalId(college, id));
  say(words.changed(login));
  if (wasMade) say(words.password(password));
}

export async function disableAccount({ dataSource, college, words, say }: AccountWork, typed: string): Promise<void> {
  const login = canonicalLogin(typed);
  const done = await new AccountsRepository(dataSource).disable(login, (id) => globalId(college, id));
  if (!done) throw new AccountRefusal(words.unknownLogin(login));
  say(words.disabled(login));
}
