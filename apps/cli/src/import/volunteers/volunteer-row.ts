import { z } from 'zod';
import { displayName } from '#node/volunteers/display-name.js';
import type { VolunteerKind } from '#node/volunteers/volunteer.entity.js';
import type { ReadingContext } from '../import-kind.js';
import { Vocabulary } from '../vocabulary.js';

/** What a row says of a volunteer: what it leaves out is undefined, what it says there is none of is null. */
export interface VolunteerRow {
  readonly fullName: string;
  /** «Анна К.» */
  readonly displayName: string;
  /** YYYY-MM-DD */
  readonly birthDate: string | null;
  readonly kind?: VolunteerKind | undefined;
  readonly group?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly skills?: string[] | null | undefined;
  /** Its name. */
  readonly team?: string | null | undefined;
  readonly joinedAt?: string | undefined;
}

export const volunteerKinds = new Vocabulary<VolunteerKind>({
  STUDENT: { ru: ['студент', 'студентка', 'обучающийся', 'обучающаяся', 'учащийся', 'учащаяся'], en: ['student'] },
  STAFF: { ru: ['сотрудник', 'сотрудница', 'преподаватель', 'педагог', 'мастер', 'работник'], en: ['staff', 'teacher'] },
});

/** How a row of a list of volunteers is read. */
export function volunteerRow({ cells, today, has }: ReadingContext): z.ZodType<VolunteerRow> {
  const rest = {
    birthDate: cells.birthDate(today).nullish(),
    kind: cells.oneOf(volunteerKinds).optional(),
    group: cells.group.nullish(),
    phone: cells.phone.nullish(),
    email: cells.email.nullish(),
    skills: cells.list(30, 60).nullish(),
    team: cells.line(200).nullish(),
    joinedAt: cells.dayUpTo(today).optional(),
  };
  if (has('fullName')) {
    return z.object({ ...rest, fullName: cells.fullName }).transform(({ birthDate = null, ...row }) => {
      const [surname = '', given] = row.fullName.split(' ');
      return { ...row, birthDate, displayName: displayName(surname, given) };
    });
  }
  const named = z.object({ ...rest, lastName: cells.name, firstName: cells.name, patronymic: cells.name.nullish() });
  return named.transform(({ lastName, firstName, patronymic, birthDate = null, ...row }) => ({
    ...row,
    birthDate,
    fullName: [lastName, firstName, patronymic ?? ''].join(' ').trim(),
    displayName: displayName(lastName, firstName),
  }));
}
