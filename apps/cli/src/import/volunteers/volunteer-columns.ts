import type { Column } from '../column.js';
import type { Need } from '../import-kind.js';

/** What a list of volunteers may hold. */
export const volunteerColumns = [
  {
    key: 'fullName',
    ru: ['ФИО', 'Фамилия Имя Отчество', 'Фамилия и имя', 'Волонтёр', 'Студент'],
    en: ['Full name', 'Name'],
    holds: { ru: 'фамилия, имя, отчество – в этом порядке; или три столбца ниже', en: 'surname, given name, patronymic, in this order; or the three columns below' },
  },
  { key: 'lastName', insteadOf: 'fullName', ru: ['Фамилия'], en: ['Surname', 'Last name'], holds: { ru: 'вместо «ФИО», вместе с «Имя»', en: 'instead of «ФИО», together with «Имя»' } },
  { key: 'firstName', insteadOf: 'fullName', ru: ['Имя'], en: ['Given name', 'First name'], holds: { ru: 'вместо «ФИО», вместе с «Фамилия»', en: 'instead of «ФИО», together with «Фамилия»' } },
  { key: 'patronymic', insteadOf: 'fullName', ru: ['Отчество'], en: ['Patronymic', 'Middle name'], holds: { ru: 'если есть', en: 'where there is one' } },
  {
    key: 'birthDate',
    ru: ['Дата рождения', 'День рождения', 'Родился', 'ДР'],
    en: ['Birth date', 'Date of birth', 'Birthday'],
    holds: { ru: 'дд.мм.гггг; вместе с именем отличает одного человека от другого', en: 'dd.mm.yyyy; with the name it tells one person from another' },
  },
  { key: 'kind', ru: ['Категория', 'Кто'], en: ['Kind', 'Category'], holds: { ru: 'студент (так и без столбца) или сотрудник', en: 'студент (also without the column) or сотрудник' } },
  { key: 'group', ru: ['Группа', 'Учебная группа'], en: ['Group', 'Study group'], holds: { ru: 'учебная группа, до 50 знаков', en: 'study group, up to 50 characters' } },
  {
    key: 'phone',
    ru: ['Телефон', 'Номер телефона', 'Мобильный', 'Мобильный телефон', 'Сотовый', 'Сотовый телефон', 'Контактный телефон', 'Тел'],
    en: ['Phone', 'Phone number', 'Mobile'],
    holds: { ru: '+7 927 123-45-67, 8 (927) 123-45-67, 9271234567; из других стран – с «+»', en: '+7 927 123-45-67, 8 (927) 123-45-67, 9271234567; of other countries with «+»' },
  },
  {
    key: 'email',
    ru: ['Эл. почта', 'Электронная почта', 'Почта', 'Адрес электронной почты', 'Электронный адрес'],
    en: ['E-mail', 'E-mail address', 'Mail'],
    holds: { ru: 'один адрес', en: 'one address' },
  },
  { key: 'skills', ru: ['Навыки', 'Умения'], en: ['Skills'], holds: { ru: 'через запятую, до 30 навыков по 60 знаков', en: 'set apart by commas, up to 30 of 60 characters' } },
  {
    key: 'team',
    ru: ['Отряд', 'Объединение', 'Команда', 'Волонтёрский отряд'],
    en: ['Team'],
    holds: { ru: 'название, до 200 знаков; отряда, которого ещё нет, добавит импорт', en: 'its name, up to 200 characters; a team that is not there yet is added' },
  },
  {
    key: 'joinedAt',
    ru: ['Волонтёр с', 'Дата вступления', 'Дата вступления в отряд', 'Вступил'],
    en: ['Joined', 'Joined at', 'Volunteer since'],
    holds: { ru: 'дд.мм.гггг; без неё – день импорта', en: 'dd.mm.yyyy; the day of the import where it is not given' },
  },
] as const satisfies readonly Column[];

export const volunteerNeeds: readonly Need[] = [[['fullName'], ['lastName', 'firstName']]];
