import type { JoinWords } from './words.js';

export const english: JoinWords = {
  badToken: 'The token is not whole: copy all of it from the invitation, CODE.SECRET.KEY.',
  notHttps: (url) => `${url} is not https: the token would travel in the clear. Ask the coordinator for the registry’s address.`,
  otherRegistry: (url) => `${url} is not the registry that gave this invitation (its key is another): check the address with the coordinator.`,
  unreachable: (url, reason) => `The registry at ${url} cannot be asked: ${reason}. Check the address and this machine’s way to the internet.`,
  refused: (reason) => `The registry says: ${reason}`,
  registryProved: 'The registry is the one that gave the invitation',
  keys: (path, isKnown) => `${isKnown ? 'The node’s keys are those in' : 'The node’s keys are made:'} ${path} (keep a copy in a safe; show it to nobody)`,
  settings: (path) => `The node’s settings are in ${path}; put its DATABASE_URL there, and PAGE_ORIGINS, TRUST_PROXY and TIME_ZONE where they are missing`,
  behindProxy: (proxies) => `TRUST_PROXY=${proxies} stands there, for --endpoint is https: so many proxies are before the node. Put it right where they are more or fewer`,
  hints: {
    TIME_ZONE: 'The college’s time zone, before the first start: days begin and people come of age by it.',
    PAGE_ORIGINS: 'Who serves the network’s page, or nobody can sign in; the coordinator knows the address.',
    TRUST_PROXY: 'How many proxies stand before the node; 1 with the one of docs/joining.md.',
  },
  startIt: (settings) => `Waiting for the node. Start it now: node --env-file=${settings} dist/apps/node/src/main.js`,
  notTried: 'not tried yet',
  found: (sentence) => sentence,
  joined: (status) =>
    status === 'OBSERVER'
      ? 'The college is on the network as an OBSERVER. Tell the coordinators: when two of them have approved it, it is a MEMBER. Leave the node running.'
      : status === 'SUSPENDED'
        ? 'The node has passed every check, but the college is SUSPENDED, as it was when it left: two coordinators must approve it.'
        : `The college is on the network already, as ${status}.`,
  gaveUp: (minutes) => `The checks were not passed within ${minutes} minutes. Put right what is marked ✗ and run the same command again, within the invitation’s 48 hours.`,
  checks: {
    ADDRESS: { title: 'Address is one that the registry may ask', remedy: 'Give --endpoint a name that leads to your public address, not to one inside your network.' },
    TLS: { title: 'Connection is encrypted (https), or stays on one machine', remedy: 'Put a proxy with a certificate before the node (docs/joining.md shows one) and give --endpoint its https address.' },
    REACHABLE: { title: 'Node answers', remedy: 'Start the node, and open its port in the firewall: the registry must reach it from outside.' },
    IDENTITY: { title: 'Node proves who it is', remedy: 'Start the node with exactly these settings, set its clock (NTP), and have the proxy pass /identity on beside /graphql.' },
    CONTRACT: { title: 'Contract is complete', remedy: 'Install the current version of Dobroset on the node and start it again.' },
    OWN_IDS: { title: 'Ids are its own', remedy: 'Give the node a database of its own, with no other college’s rows in it.' },
    STRANGERS: { title: 'Strangers are refused', remedy: 'Something before the node answers in its place: have the proxy pass every header and answer on unchanged.' },
  },
  rotated: (path, until) => `New keys are in ${path}. Start the node again with them before ${until}: until then the old ones are good too.`,
  rotatedAtOnce: (path) => `New keys are in ${path}, and the old ones count no more. Start the node again with them now.`,
  moved: (endpoint) => `The network finds the node at ${endpoint}. Start it again, so that people sign in there too; keep the old address for another minute.`,
  notMoved: 'The node’s address on the network is what it was. Correct what is marked ✗, and run the same command again.',
  left: (college) => `${college} has left the network. The node can be stopped once \`dobroset outbox\` shows nothing that waits; keep its database and keys.`,
  owes: (waiting) =>
    `Messages to other colleges wait here (${waiting}): among them may be hours of their students. Let them be delivered first (\`dobroset outbox\`), or leave with --force; ` +
    'then keep the node running: what was signed before is taken for 30 days yet.',
  cannotCount: (why) => `Whether messages to other colleges wait here cannot be seen: ${why}. Give DATABASE_URL, or leave with --force.`,
  notCounted: '· Whether messages to other colleges wait here was not looked at: no DATABASE_URL is given. See `dobroset outbox`.',
  badSettings: (path) => `${path} has no COLLEGE_CODE, KEYS and ROSTER of a registry: give --settings the file that \`dobroset join\` wrote.`,
  help: {
    join: '\nURL and TOKEN are in the invitation. The command makes the node’s keys and settings, waits while you start the node, and tells of each of the\nregistry’s checks. It may be repeated. Exit codes: 0 joined; 1 not joined, the lines marked ✗ say why. More in docs/joining.md.',
    rotate: '\nRun it once a year, and with --urgent where a key may have been seen by others: the old keys then stop counting at once, and the node must\nbe started again at once. Exit codes: 0 done; 1 not done.',
    move: '\nFirst let the node answer at the new address too, then run this. The registry looks at the node as when it joined; nobody has to approve\nthe college anew. Exit codes: 0 done; 1 not done, for the reasons marked ✗.',
    leave: '\nThe network stops asking the node within a minute. To come back, the college needs a new invitation. Exit codes: 0 done; 1 not done.',
  },
};
