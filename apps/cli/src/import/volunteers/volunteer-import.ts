import type { ImportKind } from '../import-kind.js';
import { prepareVolunteers } from './prepare-volunteers.js';
import { volunteerColumns, volunteerNeeds } from './volunteer-columns.js';
import { repeatedVolunteers } from './volunteer-matches.js';
import { type VolunteerRow, volunteerRow } from './volunteer-row.js';

export const volunteerImport: ImportKind<VolunteerRow> = {
  columns: volunteerColumns,
  needs: volunteerNeeds,
  schema: volunteerRow,
  repeats: repeatedVolunteers,
  prepare: prepareVolunteers,
};
