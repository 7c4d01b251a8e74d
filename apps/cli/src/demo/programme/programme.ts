import { batYear } from './bat.js';
import { chhttYear } from './chhtt.js';
import { everyMonth } from './every-college.js';
import { hgtYear } from './hgt.js';
import { kpkYear } from './kpk.js';
import { namtYear } from './namt.js';
import type { YearlyEvent } from './yearly-event.js';

const YEARS = new Map<string, readonly YearlyEvent[]>([
  ['chhtt', [...everyMonth(11, 'Чапаевск, кабинет 21'), ...chhttYear]],
  ['bat', [...everyMonth(12, 'Безенчук, кабинет 5'), ...batYear]],
  ['hgt', [...everyMonth(13, 'Хворостянка, кабинет 7'), ...hgtYear]],
  ['namt', [...everyMonth(14, 'Нижний Новгород, кабинет 12'), ...namtYear]],
  ['kpk', [...everyMonth(15, 'Керчь, кабинет 15'), ...kpkYear]],
]);

/** An ordinary year of a college of the demonstration. */
export function yearOfCollege(college: string): readonly YearlyEvent[] {
  return YEARS.get(college) ?? [];
}
