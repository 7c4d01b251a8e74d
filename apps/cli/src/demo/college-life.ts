import type { TeamEntity } from '#node/people/team.entity.js';
import { demoId } from './demo-id.js';
import type { Random } from './random.js';
import { demoStaff } from './staff.js';

interface CollegeLife {
  /** What its groups of students are called by. */
  readonly specialities: readonly string[];
  readonly teams: readonly { readonly name: string; readonly about: string }[];
  readonly skills: readonly string[];
}

const LIFE: Readonly<Record<string, CollegeLife>> = {
  chhtt: {
    specialities: ['ХТ', 'АК', 'ЭЛ', 'ИС'],
    teams: [
      { name: 'Отряд «Реакция добра»', about: 'Помощь ветеранам и праздники для детей.' },
      { name: 'Отряд «Чистый элемент»', about: 'Экология: субботники, берега, раздельный сбор.' },
      { name: 'Штаб «Перекрёсток»', about: 'Готовит форум и дискуссионный клуб.' },
    ],
    skills: ['химический эксперимент', 'ведение мероприятий'],
  },
  bat: {
    specialities: ['АГ', 'МХ', 'ЗМ', 'ВТ'],
    teams: [
      { name: 'Отряд «Зерно добра»', about: 'Агродесанты и помощь соседям.' },
      { name: 'Отряд «Росток»', about: 'Посадки, теплица, школьные грядки.' },
      { name: 'Отряд «Тёплый дом»', about: 'Забота о пожилых жителях посёлка.' },
    ],
    skills: ['уход за растениями', 'управление трактором'],
  },
  hgt: {
    specialities: ['МС', 'ПК', 'ЭС'],
    teams: [
      { name: 'Отряд «Степные дозорные»', about: 'Родники, лесополосы, памятники района.' },
      { name: 'Отряд «Забота рядом»', about: 'Помощь пожилым жителям сёл.' },
    ],
    skills: ['столярное дело', 'игра на баяне'],
  },
  namt: {
    specialities: ['АМ', 'ТО', 'СВ', 'ЛГ'],
    teams: [
      { name: 'Отряд «Попутчик»', about: 'Безопасность на дорогах и помощь водителям.' },
      { name: 'Отряд «Мастерская добра»', about: 'Чинит то, что нужно другим.' },
      { name: 'Штаб доноров', about: 'Готовит дни донора.' },
    ],
    skills: ['ремонт автомобиля', 'сварка'],
  },
  kpk: {
    specialities: ['СР', 'ЭМ', 'ТП', 'ГД'],
    teams: [
      { name: 'Отряд «Чистый берег»', about: 'Уборки берегов двух морей.' },
      { name: 'Отряд «Аджимушкай»', about: 'Память: обелиски, музеи, экскурсии.' },
      { name: 'Отряд «Маяк»', about: 'Помощь на городских праздниках.' },
    ],
    skills: ['ведение экскурсий', 'плавание'],
  },
};

const SKILLS = ['фотография', 'видеомонтаж', 'рисование', 'вождение', 'первая помощь', 'игры с детьми', 'английский язык', 'вёрстка', 'шитьё', 'спорт'];

function lifeOf(college: string): CollegeLife {
  const life = LIFE[college];
  if (!life) throw new Error(`The demonstration network has no college ${college}.`);
  return life;
}

/** The teams of a college, each with a mentor. */
export function teamsOf(college: string): TeamEntity[] {
  const mentors = demoStaff(college).filter(({ role }) => role === 'MENTOR');
  return lifeOf(college).teams.map(({ name, about }, number) => ({
    id: demoId('team', college, number),
    name,
    about,
    mentorId: mentors[number % mentors.length]?.id ?? null,
  }));
}

/** A study group: «ХТ-21» is the first group of the second year. */
export function groupOf(college: string, yearOfStudy: number, random: Random): string {
  return `${random.pick(lifeOf(college).specialities)}-${yearOfStudy}${random.whole(1, 2)}`;
}

export function skillsOf(college: string, random: Random): string[] {
  return random.sample([...SKILLS, ...lifeOf(college).skills], random.whole(0, 3));
}
