import type { ImportKind } from '../import-kind.js';
import { eventColumns, eventNeeds } from './event-columns.js';
import { type EventRow, eventRow } from './event-row.js';
import { prepareEvents, repeatedEvents } from './prepare-events.js';

export const eventImport: ImportKind<EventRow> = {
  columns: eventColumns,
  needs: eventNeeds,
  schema: eventRow,
  repeats: repeatedEvents,
  prepare: prepareEvents,
};
