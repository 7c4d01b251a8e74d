import type { Words } from './words.js';

export const english: Words = {
  language: 'en',
  network: 'Dobroset · colleges volunteer together',
  title: 'Volunteer record book',
  group: (name) => `Group ${name}`,
  joined: (day) => `Volunteer since ${day}`,
  figures: ({ events, colleges }) => ({
    time: 'given to people',
    events: events === 1 ? 'event' : 'events',
    colleges: colleges === 1 ? 'college' : 'colleges',
  }),
  duration: (minutes) => [minutes >= 60 && `${Math.floor(minutes / 60)} h`, (minutes < 60 || minutes % 60 > 0) && `${minutes % 60} min`].filter(Boolean).join(' '),
  signed: (day) => `Signed ${day}`,
  unsigned: (day) => `Entered ${day} from the college’s own books, unsigned`,
  corrected: (day) => `Corrected ${day}, does not count`,
  tooLongForCode: 'This entry is too long for a QR code: it is in the JSON file.',
  nothingYet: 'No credited entry yet.',
  untitled: 'Untitled',
  howToCheck: (page) =>
    `Entries with a QR code were signed by the college that held the event; the volunteer’s own college took down those without. Anybody may check a signed one: point a telephone’s camera at the QR code, and ${page} opens. ` +
    'The page tells whose signature it is and whether the entry is in force. Nobody can forge or alter an entry on paper so that it passes.',
  cannotBeChecked: 'Signed entries were signed by the college that held the event; the volunteer’s own college took down those without a signature. The network has no address yet at which to check them: check the JSON file with dobroset verify.',
  clock: (timeZone) => `Times are in the time zone ${timeZone}.`,
  madeAt: (moment) => `Made on ${moment}`,
  volunteerId: (id) => `The volunteer’s number in signed entries: ${id}`,
  page: (number, of) => `Page ${number} of ${of}`,
};
