/** What Commander says of a command that was typed wrong, and the same in Russian. */
const mistakes: readonly (readonly [RegExp, (...found: readonly string[]) => string])[] = [
  [/^unknown option '(.+)'$/s, (flag) => `Неизвестный параметр ${flag}.`],
  [/^unknown command '(.+)'$/s, (name) => `Неизвестная команда ${name}.`],
  [/^missing required argument '(.+)'$/s, (name) => `Не хватает аргумента ${name}.`],
  [/^required option '(.+)' not specified$/s, (flag) => `Не хватает обязательного параметра ${flag}.`],
  [/^option '(.+)' argument missing$/s, (flag) => `После параметра ${flag} нужно значение.`],
  [/^too many arguments(?: for '(.+)')?\. Expected (\d+) arguments? but got (\d+): (.+)\.$/s, (_name, expected, got, given) => `Лишние аргументы: нужно ${expected}, а дано ${got}: ${given}.`],
  [/^option '(.+?)' argument '(.*)' is invalid\. ?(.*)$/s, (flag, value, why = '') => `Параметр ${flag} не может быть «${value}». ${reason(why)}`.trim()],
  [/^command-argument value '(.*)' is invalid for argument '(.+?)'\. ?(.*)$/s, (value, name, why = '') => `Аргумент ${name} не может быть «${value}». ${reason(why)}`.trim()],
];

/** Why a value cannot be, in the words of our commands and of Commander. */
const reasons: readonly (readonly [RegExp, (...found: readonly string[]) => string])[] = [
  [/^Allowed choices are (.+)\.$/, (choices) => `Варианты: ${choices}.`],
  [/^It must be a whole number from (\d+) to (\d+)\.$/, (least, most) => `Нужно целое число от ${least} до ${most}.`],
  [/^It must be a whole number\.$/, () => 'Нужно целое число.'],
  [/^It must be an address: (.+)$/, (example) => `Нужен адрес: ${example}`],
  [/^It must be an IANA time zone such as (.+)\.$/, (example) => `Нужен часовой пояс IANA, например ${example}.`],
  [/^It must hold no user name and no password: everybody will see it\.$/, () => 'В адресе не должно быть имени и пароля: его увидят все.'],
  [/^No browser connects to port (\d+): give another\.$/, (port) => `К порту ${port} не подключается ни один браузер: укажите другой.`],
];

/** @param said what Commander would print, as it is where nobody has translated it */
export function mistakeInRussian(said: string): string {
  const [, sentence = '', suggested] = /^error: (.*?)(?:\n\(Did you mean (.+)\?\))?\s*$/s.exec(said) ?? [];
  const mistake = translatedBy(mistakes, sentence);
  if (mistake === null) return said;
  return suggested === undefined ? `${mistake}\n` : `${mistake} Может быть, ${suggested.replace('one of ', '')}?\n`;
}

function reason(english: string): string {
  return translatedBy(reasons, english) ?? english;
}

function translatedBy(table: typeof mistakes, english: string): string | null {
  for (const [form, russian] of table) {
    const found = form.exec(english);
    if (found) return russian(...found.slice(1));
  }
  return null;
}
