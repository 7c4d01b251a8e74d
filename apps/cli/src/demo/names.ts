import type { Random } from './random.js';

/** Surnames that nobody has, in the form for a man. */
const SURNAMES = [
  'Берегосветов', 'Ветродуев', 'Волгаречин', 'Выдумщиков', 'Вымыслов', 'Выручалов', 'Добровестов', 'Доброделов', 'Дружеславов',
  'Жигулёвкин', 'Задоринкин', 'Затейников', 'Звездочётов', 'Зачёткин', 'Каникулин', 'Книголюбов', 'Колокольчиков', 'Листопадов',
  'Лугодаров', 'Медуницын', 'Небосводов', 'Небывалов', 'Небылицын', 'Незабудкин', 'Образчиков', 'Одуванчиков', 'Первоцветов',
  'Переменкин', 'Подмогин', 'Подорожников', 'Помогалов', 'Понарошкин', 'Правдинкин', 'Придумкин', 'Примеров', 'Родничков',
  'Росинкин', 'Светлодаров', 'Семицветов', 'Сказочников', 'Стипендин', 'Субботников', 'Теплодомов', 'Травостепин', 'Фантазёров',
  'Чистодворов', 'Щедролюбов', 'Ясноглядов',
] as const;

const WOMEN = [
  'Алина', 'Анна', 'Арина', 'Валерия', 'Варвара', 'Вероника', 'Виктория', 'Дарья', 'Екатерина', 'Елизавета', 'Карина', 'Кира',
  'Ксения', 'Мария', 'Милана', 'Полина', 'Софья', 'Ульяна', 'Эвелина', 'Яна',
] as const;

const MEN = [
  'Александр', 'Арсений', 'Артём', 'Богдан', 'Владислав', 'Глеб', 'Даниил', 'Дмитрий', 'Егор', 'Иван', 'Кирилл', 'Максим',
  'Матвей', 'Михаил', 'Никита', 'Роман', 'Семён', 'Тимур', 'Фёдор', 'Ярослав',
] as const;

/** Fathers' names up to the ending that tells a son's from a daughter's. */
const FATHERS = ['Александров', 'Алексеев', 'Андреев', 'Викторов', 'Денисов', 'Евгеньев', 'Игорев', 'Олегов', 'Павлов', 'Сергеев'] as const;

export interface InventedName {
  /** «Вымыслова Анна Сергеевна» */
  readonly full: string;
  /** «Анна В. (вымышлена)»: a given name alone would not tell. */
  readonly display: string;
  /** «Вымыслова Анна Сергеевна (вымышлена)», for those who are shown by their whole name. */
  readonly fullDisplay: string;
}

/** Names for so many people, no two of them with the same surname. */
export function inventNames(random: Random, count: number): InventedName[] {
  return random.sample(SURNAMES, count).map((surname) => {
    const isWoman = random.chance(0.6);
    const given = random.pick(isWoman ? WOMEN : MEN);
    const fathers = random.pick(FATHERS);
    const full = isWoman ? `${surname}а ${given} ${fathers}на` : `${surname} ${given} ${fathers}ич`;
    const mark = isWoman ? '(вымышлена)' : '(вымышлен)';
    return { full, display: `${given} ${surname.charAt(0)}. ${mark}`, fullDisplay: `${full} ${mark}` };
  });
}
