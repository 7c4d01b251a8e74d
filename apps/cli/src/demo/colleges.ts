/** A college of the demonstration network: what the roster says of it, and what it says of itself. */
export interface DemoCollegeProfile {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly city: string;
  readonly region: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly about: string;
  readonly site: string | null;
}

const SAMARA = { region: 'Самарская область', timeZone: 'Europe/Samara' } as const;

/** The five colleges that the network began with; the hub comes first. */
export const demoColleges: readonly DemoCollegeProfile[] = [
  {
    ...SAMARA,
    code: 'chhtt',
    name: 'Чапаевский химико-технологический техникум',
    shortName: 'ЧХТТ',
    city: 'Чапаевск',
    about: 'Опорный техникум сети: здесь собирается форум «Перекрёсток» и проходит дискуссионный клуб «Разговор на равных».',
    site: null,
  },
  {
    ...SAMARA,
    code: 'bat',
    name: 'Безенчукский аграрный техникум',
    shortName: 'БАТ',
    city: 'Безенчук',
    about: 'Аграрный техникум: волонтёры помогают на полях и в садах, ветеранам посёлка и соседним школам.',
    site: null,
  },
  {
    ...SAMARA,
    code: 'hgt',
    name: 'Хворостянский государственный техникум',
    shortName: 'ХГТ',
    city: 'Хворостянка',
    about: 'Сельский техникум: волонтёры заботятся о пожилых жителях района, памятниках и лесополосах.',
    site: null,
  },
  {
    code: 'namt',
    name: 'Нижегородский автомеханический техникум',
    shortName: 'НАМТ',
    city: 'Нижний Новгород',
    region: 'Нижегородская область',
    timeZone: 'Europe/Moscow',
    about: 'Автомеханический техникум большого города: безопасность на дорогах, донорство, помощь на городских праздниках.',
    site: null,
  },
  {
    code: 'kpk',
    name: 'Керченский политехнический колледж',
    shortName: 'КПК',
    city: 'Керчь',
    region: 'Республика Крым',
    timeZone: 'Europe/Moscow',
    about: 'Колледж города-героя у двух морей: чистота берегов, забота о памятниках, экскурсии для гостей.',
    site: null,
  },
];

/** Whose coordinators decide for the network: the hub, and two of other regions, so that one of the three may be suspended. */
export const COORDINATING: ReadonlySet<string> = new Set(['chhtt', 'namt', 'kpk']);

/** @throws Error for a code that is none of the five */
export function demoCollege(code: string): DemoCollegeProfile {
  const college = demoColleges.find((one) => one.code === code);
  if (!college) throw new Error(`The demonstration network has no college ${code}; it has ${demoColleges.map((one) => one.code).join(', ')}.`);
  return college;
}
