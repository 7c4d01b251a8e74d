import type { Words } from './words.js';

export const english: Words = {
  language: 'en',
  other: { language: 'ru', name: 'Русский' },
  signIn: {
    title: 'Sign in to Dobroset',
    at: (college) => `Account of the college: ${college}`,
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
    withUpstream: 'Sign in with the college',
    orAccount: 'or with a login and password of this node',
    forgotten: 'Forgotten the password? The college’s curator, or whoever runs its node, gives you a new one.',
  },
  signOut: { title: 'Sign out of Dobroset', question: 'Sign out on this device?', yes: 'Sign out', no: 'Stay', done: 'You are signed out. You may close this tab.' },
  problems: {
    title: 'That did not work',
    wrong: 'The login or the password is wrong. Check the keyboard layout and Caps Lock.',
    tooOften: (minutes) => `Too many tries. Wait, and try again; minutes left: ${minutes}.`,
    begunAnew: 'This sign-in was begun too long ago, or in another browser. Go back to the network’s page and choose “Sign in” once more.',
    foreignPage: 'The page that sent you here is not one that this college lets people sign in from. Begin on the network’s page; if you did, ask whoever runs the college’s node to put its address into PAGE_ORIGINS.',
    notAdmitted: 'The college knows you, but you are not entered in Dobroset yet. Ask the college’s curator.',
    staffNoMore: 'The college does not count you among its staff any more, and your e-mail address is not in its list of volunteers. Ask the college’s curator to enter it there.',
    directoryDown: 'The college’s directory does not answer. Try again in a few minutes.',
    foreignForm: 'The form was not sent from this page. Open the sign-in anew, and enter login and password here.',
    unexpected: 'Something went wrong. Go back to the network’s page and begin to sign in anew.',
  },
};
