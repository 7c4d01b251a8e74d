import type { CourseWords } from './words.js';

export const english: CourseWords = {
  title: 'A student of Kerch takes part in an event of Chapayevsk',
  steps: {
    chosen: (event) => `The student finds an event of the network that one can take part in online: ${event}`,
    hostKilled: (college) => `kill -9: the node of the host, ${college}, is gone`,
    asked: (status) => `The student asks for a seat, and the home node keeps the request: ${status}`,
    confirmed: (status) => `The host’s node is back, the request reaches it by itself: ${status}`,
    moved: (time) => `The host’s curator moves the event to ${time}; the home is told`,
    homeKilled: (college) => `kill -9: the node of the home, ${college}, is gone`,
    recorded: (minutes) => `The host’s curator records ${minutes} minutes; the host signs an entry, and keeps it for the home`,
    cameHome: (minutes) => `The home’s node is back: ${minutes} minutes stand in the student’s record book, with the host’s signature`,
    verified: (valid) => `Anybody may check the entry: ${valid ? 'genuine and in force' : 'not in force'}`,
    corrected: (minutes) => `The curator corrects the minutes to ${minutes}: the first entry is revoked, a second one makes up for it`,
    revoked: (reason) => `The first entry, checked again: ${reason}`,
  },
  sides: {
    home: (college, state) => `home ${college}: ${state}`,
    host: (college, state) => `host ${college}: ${state}`,
    differ: (home, host) => `the two sides differ: the home says “${home}”, the host says “${host}”.`,
    silent: 'does not answer',
    nothing: 'nothing yet',
  },
  correction: 'Left half an hour early',
  noEvent: 'the demo data has no coming event of the host that a student of another town can take part in online and that has room (those on site alone are passed over). Run `npm run demo` again: it makes its data anew.',
  done: 'That was the whole course. Both sides agree.',
  failed: (reason) => `The course ended early: ${reason}`,
};
