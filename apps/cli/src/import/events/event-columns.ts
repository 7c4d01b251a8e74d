import type { Column } from '../column.js';
import type { Need } from '../import-kind.js';

/** What a list of events may hold. */
export const eventColumns = [
  { key: 'title', ru: ['Название', 'Мероприятие', 'Событие', 'Наименование', 'Название мероприятия', 'Название события', 'Наименование мероприятия'], en: ['Title', 'Event'], holds: { ru: 'до 200 знаков; вместе с началом отличает одно событие от другого', en: 'up to 200 characters; with the start it tells one event from another' } },
  { key: 'kind', ru: ['Вид', 'Тип', 'Вид мероприятия', 'Тип мероприятия', 'Вид события'], en: ['Kind', 'Type'], holds: { ru: 'одно из слов ниже', en: 'one of the words below' } },
  { key: 'startsAt', ru: ['Начало', 'Дата начала', 'Дата и время начала', 'Дата', 'Дата проведения', 'Дата и время'], en: ['Start', 'Starts at', 'Date', 'Start date'], holds: { ru: 'дд.мм.гггг чч:мм; или дд.мм.гггг, а время – в столбце «Время»', en: 'dd.mm.yyyy hh:mm; or dd.mm.yyyy, with the time in «Время»' } },
  { key: 'startTime', ru: ['Время', 'Время начала'], en: ['Time', 'Start time'], holds: { ru: 'чч:мм, если в «Начало» только день', en: 'hh:mm, where «Начало» holds a day alone' } },
  { key: 'endsAt', ru: ['Окончание', 'Конец', 'Дата окончания', 'Дата и время окончания', 'Завершение'], en: ['End', 'Ends at', 'End date'], holds: { ru: 'дд.мм.гггг чч:мм; или чч:мм в день начала; или дд.мм.гггг, а время – в столбце «Время окончания»', en: 'dd.mm.yyyy hh:mm; or hh:mm on the day of the start; or dd.mm.yyyy, with the time in «Время окончания»' } },
  { key: 'endTime', ru: ['Время окончания'], en: ['End time'], holds: { ru: 'чч:мм; без «Окончание» – в день начала', en: 'hh:mm; on the day of the start where there is no «Окончание»' } },
  { key: 'format', ru: ['Формат', 'Форма', 'Форма проведения', 'Формат проведения'], en: ['Format'], holds: { ru: 'одно из слов ниже; без него – очно', en: 'one of the words below; on site where it is not given' } },
  { key: 'audience', ru: ['Для кого', 'Аудитория', 'Доступ', 'Кому видно'], en: ['Audience', 'For whom'], holds: { ru: 'одно из слов ниже; без него событие видит только свой колледж', en: 'one of the words below; the college alone where it is not given' } },
  { key: 'status', ru: ['Состояние', 'Статус'], en: ['Status'], holds: { ru: 'одно из слов ниже; без него прошедшее событие завершено, будущее опубликовано', en: 'one of the words below; where it is not given, completed if the event is over, else published' } },
  { key: 'venue', ru: ['Место', 'Место проведения', 'Адрес'], en: ['Venue', 'Place'], holds: { ru: 'до 300 знаков', en: 'up to 300 characters' } },
  { key: 'meetingUrl', ru: ['Ссылка', 'Ссылка на встречу', 'Ссылка на подключение'], en: ['Meeting link', 'Link', 'URL'], holds: { ru: 'http:// или https://, без имени пользователя и пароля; её видят те, у кого есть место, и сотрудники', en: 'http:// or https://, with no user name and password in it; those who hold a place see it, and the staff' } },
  { key: 'capacity', ru: ['Мест', 'Количество мест', 'Число мест', 'Кол-во мест', 'Вместимость'], en: ['Capacity', 'Places'], holds: { ru: 'от 1 до 100000; без числа – сколько придут', en: 'from 1 to 100000; as many as come where it is not given' } },
  { key: 'summary', ru: ['Кратко', 'Анонс', 'Краткое описание'], en: ['Summary'], holds: { ru: 'до 500 знаков', en: 'up to 500 characters' } },
  { key: 'description', ru: ['Описание', 'Подробно'], en: ['Description'], holds: { ru: 'до 10000 знаков', en: 'up to 10000 characters' } },
  { key: 'tags', ru: ['Метки', 'Теги', 'Темы'], en: ['Tags'], holds: { ru: 'через запятую, до 20 меток по 50 знаков', en: 'set apart by commas, up to 20 of 50 characters' } },
  { key: 'coHosts', ru: ['Соорганизаторы', 'Вместе с'], en: ['Co-hosts'], holds: { ru: 'до 100 кодов колледжей через запятую: bat, hgt', en: 'up to 100 codes of colleges, set apart by commas: bat, hgt' } },
] as const satisfies readonly Column[];

export const eventNeeds: readonly Need[] = [[['title']], [['kind']], [['startsAt']], [['endsAt'], ['endTime']]];
