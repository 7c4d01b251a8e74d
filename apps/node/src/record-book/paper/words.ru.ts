import type { Words } from './words.js';

const plural = new Intl.PluralRules('ru');

/** @param forms «мероприятие», «мероприятия», «мероприятий» */
function counted(count: number, [one, few, many]: readonly [string, string, string]): string {
  const form = plural.select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}

export const russian: Words = {
  language: 'ru',
  network: 'Добросеть · колледжи волонтёрят вместе',
  title: 'Книжка волонтёра',
  group: (name) => `Группа ${name}`,
  joined: (day) => `Волонтёр с ${day}`,
  figures: ({ events, colleges }) => ({
    time: 'отдано людям',
    events: counted(events, ['мероприятие', 'мероприятия', 'мероприятий']),
    colleges: counted(colleges, ['колледж', 'колледжа', 'колледжей']),
  }),
  duration: (minutes) => [minutes >= 60 && `${Math.floor(minutes / 60)} ч`, (minutes < 60 || minutes % 60 > 0) && `${minutes % 60} мин`].filter(Boolean).join(' '),
  signed: (day) => `Подписано ${day}`,
  unsigned: (day) => `Занесено ${day} по книгам своего колледжа, без подписи`,
  corrected: (day) => `Исправлено ${day}, не считается`,
  tooLongForCode: 'Эта запись слишком длинна для QR-кода: она есть в файле JSON.',
  nothingYet: 'Пока ни одной зачтённой записи.',
  untitled: 'Без названия',
  howToCheck: (page) =>
    `Записи с QR-кодом подписал колледж, который проводил мероприятие; записи без подписи занёс колледж волонтёра по своим книгам. Подписанную запись может проверить любой: наведите камеру телефона на QR-код, откроется ${page}. ` +
    'Страница скажет, чья это подпись и в силе ли запись. Подделать или исправить запись на бумаге так, чтобы проверка прошла, нельзя.',
  cannotBeChecked: 'Подписанные записи подписал колледж, который проводил мероприятие; записи без подписи занёс колледж волонтёра по своим книгам. Адреса, по которому их проверяют, у сети пока нет: проверьте файл JSON командой dobroset verify.',
  clock: (timeZone) => `Время указано по часовому поясу ${timeZone}.`,
  madeAt: (moment) => `Документ составлен ${moment}`,
  volunteerId: (id) => `Номер волонтёра в подписанных записях: ${id}`,
  page: (number, of) => `Страница ${number} из ${of}`,
};
