import type { YearlyEvent } from './yearly-event.js';

const FORUM = 'Форум «Перекрёсток»';
const TOPIC = 'Современная молодёжь: возможности для самореализации';
const DISCUSSION = {
  at: '14:00',
  minutes: 90,
  kind: 'DISCUSSION',
  format: 'ONLINE',
  audience: 'NETWORK',
  capacity: 50,
  tags: ['дискуссия', 'Разговор на равных'],
  turnout: 18,
  guests: { bat: 8, hgt: 7 },
  coHosts: ['bat', 'hgt'],
} as const;

/** The network's forum in Chapayevsk and the session inside it; Kerch takes part online. */
export const forum: readonly YearlyEvent[] = [
  {
    on: '04-18',
    isFixed: true,
    at: '09:30',
    minutes: 390,
    title: FORUM,
    summary: 'Студенты-волонтёры, наставники и кураторы техникумов сети – в Чапаевске и на связи из Керчи.',
    kind: 'FORUM',
    format: 'HYBRID',
    audience: 'PUBLIC',
    venue: 'Чапаевск',
    capacity: 120,
    tags: ['форум', 'Перекрёсток'],
    turnout: 20,
    guests: { bat: 8, hgt: 7, kpk: 9, namt: 3 },
    coHosts: ['kpk'],
    remotePlaces: { kpk: 15, namt: 5 },
  },
  {
    on: '04-18',
    isFixed: true,
    at: '11:00',
    minutes: 90,
    title: 'Студенческое волонтёрство: особенности деятельности и мотивации',
    summary: 'Образовательная сессия форума: что приводит студентов в волонтёрство и что удерживает их в нём.',
    kind: 'EDUCATIONAL_SESSION',
    format: 'HYBRID',
    audience: 'PUBLIC',
    venue: 'Чапаевск',
    capacity: 60,
    tags: ['обучение', 'мотивация', 'Перекрёсток'],
    turnout: 16,
    guests: { bat: 6, hgt: 6, kpk: 9 },
    coHosts: ['kpk'],
    remotePlaces: { kpk: 15 },
    partOf: FORUM,
  },
];

/** The club's meeting, online for all three colleges, with the head of the town's youth centre, who is named by post alone. */
export const pastDiscussion: Omit<YearlyEvent, 'on'> = {
  ...DISCUSSION,
  title: `«Разговор на равных»: «${TOPIC}»`,
  summary: 'Дискуссия с директором Ресурсного центра: чем заняться, где учиться и кто поможет. Чапаевск, Безенчук и Хворостянка – онлайн.',
  speakers: [
    {
      name: 'Директор Ресурсного центра',
      position: 'директор',
      organisation: 'Муниципальный «Ресурсный центр развития культуры, туризма и молодёжной политики», Чапаевск',
      topic: TOPIC,
    },
  ],
};

/** The club's next meeting: nobody is promised yet. */
export const comingDiscussion: Omit<YearlyEvent, 'on'> = {
  ...DISCUSSION,
  title: '«Разговор на равных»: тему выбирают участники',
  summary: 'Очередная встреча дискуссионного клуба – онлайн для трёх техникумов; вопросы гостю можно прислать заранее.',
};
