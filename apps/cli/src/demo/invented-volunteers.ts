import { volunteerIdentityKey } from '#node/volunteers/volunteer-identity-key.js';
import { VolunteerEntity } from '#node/volunteers/volunteer.entity.js';
import { dayAt } from '#node/college/local-time.js';
import { type Day, academicYearStart, addDays, yearOf } from './calendar-day.js';
import { groupOf, skillsOf, teamsOf } from './college-life.js';
import type { DemoCollegeProfile } from './colleges.js';
import { Random } from './random.js';
import { demoStaff } from './staff.js';
import { VOLUNTEERS_OF_A_COLLEGE, demoVolunteerNames, volunteerUuid } from './volunteer-names.js';

/** How many volunteers are in each year of study; the rest are staff. */
const IN_YEAR_OF_STUDY = [12, 12, 9, 4] as const;

/** Age at which somebody begins: after nine years of school. */
const BEGINS_AT = 15;

/** A college's invented volunteers; their ids and names are the same whenever it is, their ages and joining are not. */
export function inventedVolunteers({ code, timeZone }: DemoCollegeProfile, now: Date): VolunteerEntity[] {
  const today = dayAt(now, timeZone);
  const random = new Random(`volunteers of ${code}`);
  const teams = teamsOf(code);
  const mentors = demoStaff(code).filter(({ role }) => role === 'MENTOR');
  return demoVolunteerNames(code).map(({ full, display }, number) => {
    const yearOfStudy = yearsOfStudy[number] ?? 0;
    const isStudent = yearOfStudy > 0;
    const birthDate = isStudent ? studentsBirth(today, yearOfStudy, random) : `${random.whole(1972, 1999)}-${twoDigits(random.whole(1, 12))}-${twoDigits(random.whole(1, 28))}`;
    const team = isStudent ? random.pick(teams) : undefined;
    return Object.assign(new VolunteerEntity(), {
      id: volunteerUuid(code, number),
      kind: isStudent ? 'STUDENT' : 'STAFF',
      displayName: display,
      fullName: full,
      birthDate,
      email: random.chance(0.8) ? `volunteer-${number + 1}@${code}.example` : null,
      phone: random.chance(0.7) ? `+7 000 000-${twoDigits(random.whole(0, 99))}-${twoDigits(number)}` : null,
      group: isStudent ? groupOf(code, yearOfStudy, random) : null,
      skills: skillsOf(code, random),
      teamId: team?.id ?? null,
      mentorId: isStudent && random.chance(0.6) ? random.pick(mentors).id : null,
      joinedAt: joining(today, isStudent ? yearOfStudy : 4, random),
      identityKey: volunteerIdentityKey(full, birthDate),
      personId: null,
      invented: true,
    } satisfies Omit<VolunteerEntity, 'team' | 'mentor' | 'person'>);
  });
}

/** The year of study of each volunteer by number; 0 for staff. The years are mixed, so that ids say nothing of them. */
const yearsOfStudy: readonly number[] = new Random('years of study').sample(
  Array.from({ length: VOLUNTEERS_OF_A_COLLEGE }, (_, number) => yearOfStudyAt(number)),
  VOLUNTEERS_OF_A_COLLEGE,
);

function yearOfStudyAt(number: number): number {
  let upTo = 0;
  const year = IN_YEAR_OF_STUDY.findIndex((count) => number < (upTo += count));
  return year + 1;
}

function studentsBirth(today: Day, yearOfStudy: number, random: Random): Day {
  const began = yearOf(academicYearStart(today)) - yearOfStudy + 1;
  return addDays(`${began - BEGINS_AT}-09-01`, -random.whole(1, 360));
}

/** In the first weeks of their first year of study; not later than today. */
function joining(today: Day, yearOfStudy: number, random: Random): Day {
  const began = `${yearOf(academicYearStart(today)) - yearOfStudy + 1}-09-01`;
  const day = addDays(began, random.whole(1, 28));
  return day < today ? day : today;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
