import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMALLEST_GROUP } from '#contract/limits.js';
import { type Closed, closeMonths } from './closing.policy.js';
import { type Activity, type CollegeRecords, factsOf } from './facts.js';
import { type Figures, figuresOf } from './figures.policy.js';
import { monthsBetween } from './months.js';

const MONTHS = monthsBetween('2026-01', '2026-06');

const person = (ordinal: number, college = 'chhtt') => `${college}:00000000-0000-7000-8000-${String(ordinal).padStart(12, '0')}`;

/** So many people, from that ordinal on, who each registered once and came for an hour. */
const attending = (month: string, count: number, from = 0, college = 'chhtt'): Activity[] =>
  Array.from({ length: count }, (_, index) => ({
    month,
    volunteerId: person(from + index, college),
    registrations: 1,
    attended: 1,
    noShow: 0,
    minutes: 60,
  }));

const absent = (month: string, count: number, from = 500): Activity[] =>
  attending(month, count, from).map((one) => ({ ...one, attended: 0, noShow: 1, minutes: 0 }));

const records = (activity: readonly Activity[], volunteers: CollegeRecords['volunteers'] = []): CollegeRecords => ({
  activity,
  volunteers,
  events: [...new Set(activity.map(({ month }) => month))].map((month) => ({ month, count: 1, booked: 1 })),
});

const joined = (count: number, month: string, from = 0): CollegeRecords['volunteers'] =>
  Array.from({ length: count }, (_, index) => ({ id: person(from + index), joined: month }));

/** A college's closed months, closed again whenever its records have changed. */
class ClosedCollege {
  private readonly closed = new Map<string, Closed>();

  close(now: CollegeRecords): this {
    const facts = factsOf('chhtt', MONTHS, now);
    const months = closeMonths(facts, (month, measure) => this.closed.get(`${month} ${measure}`));
    for (const month of months) this.closed.set(`${month.month} ${month.measure}`, month);
    return this;
  }

  figures(from = '2026-01', to = '2026-06'): Figures {
    return figuresOf([...this.closed.values()].filter(({ month }) => month >= from && month <= to), from);
  }

  get months(): Closed[] {
    return [...this.closed.values()];
  }
}

const closedWith = (...given: Parameters<typeof records>) => new ClosedCollege().close(records(...given));

describe('the figures of a college', () => {
  it('row 32: hides groups of one to nine, and no others', () => {
    for (let count = 0; count <= 12; count += 1) {
      const { registrations, minutes } = closedWith(attending('2026-03', count)).figures('2026-03', '2026-03');
      const shown = count === 0 || count >= SMALLEST_GROUP;
      expect([registrations, minutes]).toEqual(shown ? [count, count * 60] : [null, null]);
    }
  });

  it('row 32: hides the headcount of one to nine volunteers', () => {
    const headcount = (count: number) => closedWith([], joined(count, '2026-02')).figures().volunteers;
    expect([0, 1, 9, 10, 11].map(headcount)).toEqual([0, null, null, 10, 11]);
  });

  it('row 32: counts people and not registrations', () => {
    const busy = attending('2026-03', 2).map((one) => ({ ...one, registrations: 20 }));
    expect(closedWith(busy).figures().registrations).toBeNull();
  });

  it('row 32: hides the companion that a small group could be subtracted from', () => {
    const everybody = joined(30, '2026-01');
    const inactive = (count: number) => closedWith(attending('2026-03', 30 - count), everybody).figures('2026-03', '2026-03');
    expect(inactive(3)).toMatchObject({ volunteers: 30, activeVolunteers: null });
    expect(inactive(0)).toMatchObject({ volunteers: 30, activeVolunteers: 30 });
    expect(inactive(12)).toMatchObject({ volunteers: 30, activeVolunteers: 18 });

    const mixed = (own: number, guests: number) =>
      closedWith([...attending('2026-03', own), ...attending('2026-03', guests, 100, 'bat')]).figures();
    expect(mixed(20, 4)).toMatchObject({ registrations: 24, crossCollegeRegistrations: null });
    expect(mixed(4, 20)).toMatchObject({ registrations: 24, crossCollegeRegistrations: null });
    expect(mixed(11, 12)).toMatchObject({ registrations: 23, crossCollegeRegistrations: 12 });
    expect(mixed(0, 12)).toMatchObject({ registrations: 12, crossCollegeRegistrations: 12 });
  });

  it('row 32: in a month of one event, minutes and people do not tell how many did not come', () => {
    const registered = (came: number, missing: number, guests: number) =>
      closedWith([...attending('2026-03', came), ...absent('2026-03', missing), ...attending('2026-03', guests, 100, 'bat')]).figures();
    expect(registered(20, 4, 0)).toMatchObject({ registrations: 24, minutes: null, activeVolunteers: null });
    expect(registered(20, 10, 0)).toMatchObject({ registrations: 30, minutes: 1_200, activeVolunteers: 20 });
    // 24 of 39 came, 20 of them its own: four guests did, who are hidden as a number of their own.
    expect(registered(20, 15, 4)).toMatchObject({ registrations: 39, crossCollegeRegistrations: null, activeVolunteers: null });
    expect(registered(20, 15, 10)).toMatchObject({ registrations: 45, crossCollegeRegistrations: 10, activeVolunteers: 20 });
  });

  it('tells minutes and people where several events make the amounts different things', () => {
    const several = { ...records([...attending('2026-03', 20), ...absent('2026-03', 4)]), events: [{ month: '2026-03', count: 2, booked: 2 }] };
    expect(new ClosedCollege().close(several).figures()).toMatchObject({ registrations: 24, minutes: 1_200, activeVolunteers: 20 });
  });

  it('row 33: one newcomer shows in no headcount, and not as one more active than there are', () => {
    const volunteers = [...joined(20, '2026-01'), ...joined(1, '2026-03', 20)];
    const march = (active: number) => closedWith(attending('2026-03', active), volunteers).figures('2026-03', '2026-03');
    expect(march(21)).toMatchObject({ volunteers: 20, activeVolunteers: null });
    expect(march(20)).toMatchObject({ volunteers: 20, activeVolunteers: 20 });
    expect(march(10)).toMatchObject({ volunteers: 20, activeVolunteers: 10 });
  });

  it('row 33: a headcount closed anew keeps its distance from those who were told to be active', () => {
    const college = closedWith(attending('2026-03', 20), joined(30, '2026-01'));
    expect(college.figures('2026-03', '2026-03')).toMatchObject({ volunteers: 30, activeVolunteers: 20 });
    // Ten leave and one comes: 21 beside 20 would single out the one.
    const left = [...joined(20, '2026-01'), ...joined(1, '2026-01', 200)];
    expect(college.close(records(attending('2026-03', 20), left)).figures('2026-03', '2026-03').volunteers).toBe(30);
  });

  it('counts other colleges’ registrations and all of them over the same months', () => {
    const march = [...attending('2026-03', 20), ...attending('2026-03', 12, 100, 'bat')];
    const april = [...attending('2026-04', 20), ...attending('2026-04', 4, 100, 'bat')];
    expect(closedWith([...march, ...april]).figures()).toMatchObject({
      registrations: 56,
      crossCollegeRegistrations: 12,
      crossCollegeOutOf: 32,
    });
  });

  it('row 32: a rate waits until both those who came and those who did not are ten', () => {
    const year = [
      ...attending('2026-01', 20),
      ...absent('2026-01', 4),
      ...attending('2026-02', 30),
      ...absent('2026-02', 7, 600),
      ...attending('2026-03', 10),
    ];
    const college = closedWith(year);
    expect(college.figures('2026-01', '2026-01').attendanceRate).toBeNull();
    expect(college.figures('2026-01', '2026-02').attendanceRate).toBeCloseTo(50 / 61);
    expect(college.figures('2026-02', '2026-02').attendanceRate).toBeNull(); // its part alone would tell January's
    expect(college.figures('2026-03', '2026-03').attendanceRate).toBe(1);
    expect(college.figures().attendanceRate).toBeCloseTo(60 / 71);
  });

  it('row 32: a rate does not tell that those few who had not come were forgiven', () => {
    const college = closedWith([...attending('2026-01', 20), ...absent('2026-01', 1)]);
    college.close(records(attending('2026-01', 21)));
    college.close(records(attending('2026-01', 21)));
    expect(college.figures().attendanceRate).toBeNull();
  });

  it('adds up what the months tell, and is null where none tells', () => {
    const months = [...attending('2026-01', 12), ...attending('2026-02', 4), ...attending('2026-03', 15)];
    const college = closedWith(months);
    expect(college.figures('2026-01', '2026-03')).toMatchObject({ registrations: 27, minutes: 27 * 60, events: 3 });
    expect(college.figures('2026-02', '2026-02')).toMatchObject({ registrations: null, minutes: null, events: 1 });
    expect(college.figures('2026-02', '2026-04')).toMatchObject({ registrations: 15 });
    expect(college.figures('2026-04', '2026-06')).toMatchObject({ registrations: 0, minutes: 0, attendanceRate: null });
    expect(college.figures('2026-07', '2026-09')).toMatchObject({ registrations: null, events: null });
  });

  it('row 33: carries a headcount on while fewer than ten came or went', () => {
    const volunteers = [...joined(20, '2026-01'), ...joined(9, '2026-03', 100), ...joined(1, '2026-05', 200)];
    const college = closedWith([], volunteers);
    expect(MONTHS.map((month) => college.figures(month, month).volunteers)).toEqual([20, 20, 20, 20, 30, 30]);
  });

  it('row 33: a month closed anew keeps its distance from the month behind it', () => {
    const before = [...joined(20, '2026-01'), ...joined(11, '2026-06', 100)];
    const college = closedWith([], before);
    expect(college.figures('2026-06', '2026-06').volunteers).toBe(31);
    // Ten of June's eleven turn out to have joined in May: May may not show that one was left for June.
    college.close(records([], [...before.slice(0, 20), ...joined(10, '2026-05', 100), ...joined(1, '2026-06', 110)]));
    expect(['2026-04', '2026-05', '2026-06'].map((month) => college.figures(month, month).volunteers)).toEqual([20, 31, 31]);
  });

  it('row 33: shows what enough people changed', () => {
    const college = closedWith(attending('2026-03', 20));
    expect(college.close(records(attending('2026-03', 29))).figures().registrations).toBe(20);
    expect(college.close(records(attending('2026-03', 30))).figures().registrations).toBe(30);
    expect(college.close(records(attending('2026-03', 5))).figures().registrations).toBeNull();
  });

  it('row 32: hides a group of one to nine also where nobody was before', () => {
    const college = closedWith([]).close(records(attending('2026-03', 5), joined(5, '2026-01')));
    expect(college.figures()).toMatchObject({ registrations: null, minutes: null, activeVolunteers: null, volunteers: null });
    expect(college.close(records([])).figures()).toMatchObject({ registrations: null, volunteers: null });
  });

  it('shows attendance that was entered late', () => {
    const planned = attending('2026-03', 20).map((one) => ({ ...one, attended: 0, minutes: 0 }));
    const college = closedWith(planned);
    expect(college.figures()).toMatchObject({ registrations: 20, minutes: 0, attendanceRate: null });
    expect(college.close(records(attending('2026-03', 20))).figures()).toMatchObject({ registrations: 20, minutes: 1_200, attendanceRate: 1 });
  });

  it('row 32: tells no attendance of nine, though ten have been among them', () => {
    const missing = absent('2026-03', 20);
    const college = closedWith([...attending('2026-03', 9), ...missing]);
    expect(college.close(records([...attending('2026-03', 9, 1), ...missing])).figures()).toMatchObject({ attendanceRate: null });
  });

  it('row 33: one person added, removed or changed shows in no range, ever', () => {
    const activity = fc.record({
      month: fc.constantFrom(...MONTHS),
      volunteerId: fc.tuple(fc.nat(40), fc.constantFrom('chhtt', 'bat')).map(([ordinal, college]) => person(ordinal, college)),
      registrations: fc.integer({ min: 1, max: 3 }),
      attended: fc.integer({ min: 0, max: 2 }),
      noShow: fc.integer({ min: 0, max: 1 }),
      minutes: fc.integer({ min: 0, max: 600 }),
    });
    const unique = (list: readonly Activity[]) => [...new Map(list.map((one) => [`${one.month} ${one.volunteerId}`, one])).values()];
    fc.assert(
      fc.property(
        fc.array(activity, { minLength: 20, maxLength: 200, size: 'max' }),
        fc.nat(25),
        fc.nat(40),
        fc.array(activity, { maxLength: 6 }),
        (before, headcount, ordinal, instead) => {
          const chosen = person(ordinal);
          const volunteers = joined(headcount, '2026-02');
          const college = closedWith(unique(before), volunteers);
          const told = college.months;
          const without = unique(before).filter(({ volunteerId }) => volunteerId !== chosen);
          const changed = unique([...without, ...instead.map((one) => ({ ...one, volunteerId: chosen }))]);
          college.close({ ...records(changed, volunteers.filter(({ id }) => id !== chosen)), events: records(unique(before)).events });
          college.months.forEach((month, index) => expectSafeChange(told[index], month));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('row 32: tells no number that fewer than ten people are behind, whatever is subtracted', () => {
    fc.assert(
      fc.property(fc.nat(25), fc.nat(25), fc.nat(25), (own, guests, missing) => {
        const activity = [...attending('2026-03', own), ...attending('2026-03', guests, 100, 'bat'), ...absent('2026-03', missing)];
        const figures = closedWith(activity, joined(30, '2026-01')).figures('2026-03', '2026-03');
        const { registrations, crossCollegeRegistrations: cross, volunteers, activeVolunteers: active, attendanceRate: rate, minutes } = figures;
        const groups = [registrations, cross, active, volunteers];
        if (registrations !== null && cross !== null) groups.push(registrations - cross);
        if (volunteers !== null && active !== null) groups.push(volunteers - active);
        if (rate !== null) groups.push(own + guests, missing);
        // Everybody came for an hour, which the events tell: minutes are a number of people, too.
        const came = minutes === null ? null : minutes / 60;
        if (registrations !== null && came !== null) groups.push(registrations - came);
        if (came !== null && active !== null) groups.push(came - active);
        if (registrations !== null && active !== null) groups.push(registrations - active);
        if (registrations !== null && cross !== null && active !== null) groups.push(registrations - cross - active);
        if (cross !== null && came !== null && active !== null) groups.push(cross - (came - active));
        for (const group of groups) expect(group === null || group === 0 || group >= SMALLEST_GROUP).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('row 33: no month tells fewer than ten more or less active than there are volunteers, whoever comes, joins and leaves', () => {
    const state = fc.record({
      joins: fc.array(fc.constantFrom(...MONTHS), { minLength: 15, maxLength: 45, size: 'max' }),
      active: fc.array(fc.nat(44), { minLength: 10, maxLength: 60, size: 'max' }),
    });
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 3 }), (states) => {
        const college = new ClosedCollege();
        for (const { joins, active } of states) {
          const activity = MONTHS.flatMap((month) => [...new Set(active)].flatMap((ordinal) => attending(month, 1, ordinal)));
          college.close(records(activity, joins.map((month, ordinal) => ({ id: person(ordinal), joined: month }))));
          for (const month of MONTHS) {
            const { volunteers, activeVolunteers } = college.figures(month, month);
            if (volunteers === null || activeVolunteers === null) continue;
            const difference = Math.abs(volunteers - activeVolunteers);
            expect(difference === 0 || difference >= SMALLEST_GROUP).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** What was told stays as it was; what was hidden, or empty, is hidden or told with ten people or more behind it. */
function expectSafeChange(before: Closed | undefined, after: Closed): void {
  const { month, measure, since, amount, people } = after;
  const hadNobody = before?.people.size === 0 && (people.size > 0 || amount === null);
  if (before && before.amount !== null && !hadNobody) {
    expect({ month, measure, since, amount }).toEqual({ month, measure, since: before.since, amount: before.amount });
  } else {
    expect(amount === null || people.size >= SMALLEST_GROUP || (people.size === 0 && before?.people.size === 0)).toBe(true);
  }
}
