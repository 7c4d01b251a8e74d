/** One way to type each command, by its name. */
export const examples: Readonly<Record<string, string>> = {
  start: 'dobroset start --port 8000',
  demo: 'dobroset demo --port 8400',
  'import volunteers': 'dobroset import volunteers volunteers.csv --college chhtt --dry-run',
  'import events': 'dobroset import events events.csv --college chhtt --dry-run',
  'staff add': "dobroset staff add irina --role CURATOR --name 'Ирина Петрова' --college chhtt",
  'staff password': 'dobroset staff password irina --college chhtt --ask',
  'staff disable': 'dobroset staff disable irina --college chhtt',
  'volunteer login': 'dobroset volunteer login anna --email anna@college.example --college chhtt',
  'partner add': "dobroset partner add 'Добро.рф' --scope events:read --college chhtt",
  'partner disable': "dobroset partner disable 'Добро.рф' --college chhtt",
  outbox: 'dobroset outbox --college chhtt',
  token: 'dobroset token --college chhtt --as curator',
  verify: 'dobroset verify entry.jws --roster roster.jws --roster-keys registry.keys.json --status-list bat.1.jws',
  join: 'dobroset join https://registry.example TOKEN --endpoint https://node.college.example/graphql',
  'keys rotate': 'dobroset keys rotate --urgent',
  leave: 'dobroset leave --settings node.env',
};
