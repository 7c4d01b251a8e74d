import { shownDay } from '../words/shown-day.js';
import { short } from '../words/shown.js';
import type { ImportWords } from '../words/words.js';
import { volunteerKinds } from './volunteer-row.js';
import type { VolunteerField, VolunteerValues } from './volunteer-values.js';

/** What a volunteer has in a field, as a cell of the file would say it. */
export function shownValue(values: VolunteerValues, field: VolunteerField, { language }: ImportWords): string {
  switch (field) {
    case 'kind':
      return short(volunteerKinds.wordFor(values.kind, language));
    case 'birthDate':
    case 'joinedAt': {
      const day = values[field];
      return short(day === null ? '-' : shownDay(day));
    }
    case 'skills':
      return short(values.skills.join(', ') || '-');
    default:
      return short(values[field] ?? '-');
  }
}
