import { LocalPostgresError } from '#local-postgres/problem.js';
import type { Words } from './words.js';

const ALREADY_RUNNING = 'Dobroset is already running on this data: stop it there first (Ctrl-C), or choose other data with --data FOLDER.';

export const english: Words = {
  title: 'Dobroset: five colleges and their gateway, on this machine',
  page: {
    title: 'Page',
    building: 'building, once',
    built: 'built',
    failed: (log) => `The page could not be built; the graph works without it. Why: ${log}`,
  },
  database: {
    title: 'Database',
    starting: 'starting PostgreSQL',
    embedded: (address, folder) => `PostgreSQL at ${address}, data in ${folder}`,
    external: (address) => `PostgreSQL of DATABASE_URL at ${address}`,
    notice: (notice) =>
      notice.kind === 'LEFT_BEHIND_ENDED'
        ? `An earlier run was killed and left its database running (process ${notice.pid}); that one was ended and is replaced.`
        : `The database may not be kept in this folder, for its user cannot pass into it; it is kept in ${notice.folder}.`,
    problem: (problem) =>
      problem.kind === 'IN_USE'
        ? ALREADY_RUNNING
        : problem.kind === 'OTHER_VERSION'
          ? `The data was made by PostgreSQL ${problem.found}, and this is ${problem.wanted}: start over with --fresh, or choose other data with --data FOLDER.`
          : new LocalPostgresError(problem).message,
    unusable: (reason) => `The PostgreSQL of DATABASE_URL cannot be used: ${reason}`,
    anothers: (place) =>
      `The databases on the PostgreSQL of DATABASE_URL belong to ${place} and to the keys that it had then, which are not the keys here: ` +
      'start from that folder (--data FOLDER), name another server in DATABASE_URL, or begin anew with --fresh, which deletes those databases.',
    spared: (place) =>
      `The databases on the PostgreSQL of DATABASE_URL belong to ${place ?? 'whoever made them'}, and the demonstration would delete them: ` +
      'name another server in DATABASE_URL, or leave it out, and the demonstration has a database of its own.',
    lost: 'The database ended unexpectedly; starting it again.',
    back: 'The database answers again.',
  },
  data: {
    title: "Colleges' data",
    seeding: (college, number, of) => `filling ${college} (${number} of ${of})`,
    made: (colleges) => `${colleges} colleges filled with the programme of a year and invented volunteers`,
    reused: 'as the last start left it',
    stale: (days) => `The programme was made ${days} days ago, and less and less of it is still to come: --fresh makes a new one.`,
  },
  nodes: {
    title: 'Nodes',
    answering: (count, of) => `${count} of ${of} answer`,
    silent: (name, log) => `The node ${name} does not answer yet; it goes on being tried. What it said: ${log}`,
  },
  registry: { title: 'Registry', failed: (log) => `The registry does not publish the roster. What it said: ${log}` },
  gateway: { title: 'Gateway', failed: (log) => `The gateway does not answer. What it said: ${log}` },
  links: {
    page: 'Page',
    graph: 'GraphQL',
    graphiql: 'GraphiQL',
    health: 'Health',
    nodes: 'Nodes',
    signIn: 'Sign-in',
    databases: (file) => `Databases  one for each college; their connection strings are in ${file}`,
  },
  accounts: {
    title: (password) => `Logins, by role and college; the password of each is ${password}:`,
    roles: { VOLUNTEER: 'volunteer', MENTOR: 'mentor', CURATOR: 'curator', OPERATOR: 'operator', COORDINATOR: 'coordinator', PARTNER: 'a system' },
    token: (file) => `A token for ten minutes, got by signing in at the node; send it as the header «authorization: Bearer TOKEN» (for 12 hours: ${file}):`,
  },
  tryIt: 'Try:',
  running: 'Running. Ctrl-C stops everything.',
  erasing: 'Starting over: what earlier starts left is deleted.',
  stopping: 'Stopping …',
  stopped: 'Everything is stopped.',
  died: (name, how, retry) => `${name} ended unexpectedly (${how}); starting it again in ${retry} s.`,
  back: (name) => `${name} answers again.`,
  alreadyRunning: ALREADY_RUNNING,
  notWritable: (folder, reason) => `Nothing can be kept in ${folder} (${reason}): choose another place with --data FOLDER.`,
  portsBad: (ports, typed) =>
    `No browser connects to ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}: other services are known there. ` +
    `Choose others with \`${typed} -- --port N\` (the gateway takes N, the nodes N+1 to N+5, the registry N+100).`,
  portsForbidden: (ports, code, typed) =>
    `The system does not let Dobroset listen on ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')} (${code}): ` +
    `choose others with \`${typed} -- --port N\` (the gateway takes N, the nodes N+1 to N+5, the registry N+100).`,
  portsTaken: (ports, typed) =>
    `${ports.length === 1 ? 'Port' : 'Ports'} ${ports.join(', ')} ${ports.length === 1 ? 'is taken by another program: stop it' : 'are taken by other programs: stop them'}, ` +
    `or move Dobroset with \`${typed} -- --port N\` (the gateway takes N, the nodes N+1 to N+5, the registry N+100).`,
};
