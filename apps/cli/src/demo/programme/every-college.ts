import type { YearlyEvent } from './yearly-event.js';

const SCHOOL_MONTHS = ['09', '10', '11', '12', '01', '02', '03', '04', '05', '06'] as const;

/** What every college's volunteers do each school month, on days of its own. */
export function everyMonth(meetingDay: number, venue: string): YearlyEvent[] {
  return SCHOOL_MONTHS.flatMap((month): YearlyEvent[] => [
    {
      on: `${month}-${two(meetingDay)}`,
      at: '15:10',
      minutes: 60,
      title: 'Сбор волонтёрского отряда',
      summary: 'Планы на месяц, новые участники, вопросы наставникам.',
      kind: 'MEETING',
      audience: 'COLLEGE',
      venue,
      tags: ['сбор'],
      turnout: 14,
    },
    {
      on: `${month}-${two(meetingDay + 12)}`,
      at: '14:30',
      minutes: 90,
      title: 'Час наставника',
      summary: 'Разбираем с наставником прошедшие акции: что получилось и что сделать иначе.',
      kind: 'TRAINING',
      audience: 'COLLEGE',
      venue,
      capacity: 9,
      tags: ['обучение', 'наставничество'],
      turnout: 10,
    },
  ]);
}

function two(day: number): string {
  return String(day).padStart(2, '0');
}
