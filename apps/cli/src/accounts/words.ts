import type { Language } from '../environment.js';

/** What the commands about accounts and partners say. */
export interface AccountWords {
  badLogin(login: string): string;
  badName(most: number): string;
  taken(login: string): string;
  nameTaken(name: string): string;
  noVolunteer(email: string): string;
  unknownLogin(login: string): string;
  unknownPartner(name: string): string;
  shortPassword(least: number): string;
  readonly noTerminal: string;
  readonly askPassword: string;
  readonly askAgain: string;
  readonly differ: string;
  added(login: string, college: string): string;
  password(password: string): string;
  changed(login: string): string;
  disabled(login: string): string;
  partnerAdded(name: string, college: string): string;
  secret(id: string, secret: string): string;
  partnerDisabled(name: string): string;
}

const english: AccountWords = {
  badLogin: (login) => `“${login}” cannot be a login: 1 to 128 characters without spaces.`,
  badName: (most) => `A name has 1 to ${most} characters, and none that are not seen: give it as others should see it, “Irina Petrova”.`,
  taken: (login) => `“${login}” is somebody’s login already: choose another, or give them a new password with \`dobroset staff password\`.`,
  nameTaken: (name) => `There is a partner “${name}” already: choose another name.`,
  noVolunteer: (email) => `No single volunteer without a login has the e-mail address ${email}: import them first, or correct the address.`,
  unknownLogin: (login) => `Nobody signs in as “${login}” here with a password of this node: check the login and which database it is (--college or --database).`,
  unknownPartner: (name) => `There is no partner “${name}” here that may sign in: give the name as \`dobroset partner add\` was given it, and check which database it is (--college or --database).`,
  shortPassword: (least) => `A password has at least ${least} characters: choose a longer one.`,
  noTerminal: 'A password can be asked for in a terminal alone; leave --ask out, and one is made.',
  askPassword: 'Password: ',
  askAgain: 'Once more: ',
  differ: 'Those were two different passwords: nothing was changed; run it again.',
  added: (login, college) => `${login} may sign in at ${college}.`,
  password: (password) => `Password, shown this once: ${password}`,
  changed: (login) => `${login} has a new password; whoever was signed in with the old one is signed out.`,
  disabled: (login) => `${login} may not sign in any more; open sessions end within half a minute.`,
  partnerAdded: (name, college) => `${name} may ask ${college} for tokens (OAuth 2.0 client credentials).`,
  secret: (id, secret) => `client_id:     ${id}\nclient_secret: ${secret}   (shown this once)`,
  partnerDisabled: (name) => `${name} gets no tokens any more; those it has are refused within half a minute.`,
};

const russian: AccountWords = {
  badLogin: (login) => `«${login}» не может быть логином: нужно от 1 до 128 символов без пробелов.`,
  badName: (most) => `В имени должно быть от 1 до ${most} символов, и все видимые: укажите его так, как его увидят другие, «Ирина Петрова».`,
  taken: (login) => `Логин «${login}» уже занят: выберите другой или задайте новый пароль: \`dobroset staff password\`.`,
  nameTaken: (name) => `Партнёр «${name}» уже есть: выберите другое название.`,
  noVolunteer: (email) => `Нет ровно одного волонтёра без логина с адресом ${email}: сначала загрузите список или исправьте адрес.`,
  unknownLogin: (login) => `Под логином «${login}» с паролем этого узла никто не входит: проверьте логин и то, какая это база данных (--college или --database).`,
  unknownPartner: (name) => `Партнёра «${name}», которому открыт вход, здесь нет: укажите название так, как в \`dobroset partner add\`, и проверьте, какая это база данных (--college или --database).`,
  shortPassword: (least) => `В пароле должно быть не меньше ${least} символов: выберите пароль длиннее.`,
  noTerminal: 'Спросить пароль можно только в терминале; без --ask он будет составлен сам.',
  askPassword: 'Пароль: ',
  askAgain: 'Ещё раз: ',
  differ: 'Пароли не совпали, ничего не изменено: повторите команду.',
  added: (login, college) => `${login} может входить в ${college}.`,
  password: (password) => `Пароль, показан один раз: ${password}`,
  changed: (login) => `У ${login} новый пароль; вошедшие со старым паролем вышли.`,
  disabled: (login) => `${login} больше не может войти; открытые сеансы закончатся за полминуты.`,
  partnerAdded: (name, college) => `${name} может получать токены в ${college} (OAuth 2.0, client credentials).`,
  secret: (id, secret) => `client_id:     ${id}\nclient_secret: ${secret}   (показан один раз)`,
  partnerDisabled: (name) => `${name} больше не получает токенов; выданные перестанут действовать за полминуты.`,
};

export function accountWordsIn(language: Language): AccountWords {
  return language === 'ru' ? russian : english;
}
