/** Asks the gateway about the entry in the address's fragment, or in the field. Text is only ever put into the page as text. */

const QUERY = `query Verify($credential: String!) {
  verifyCredential(credential: $credential) {
    valid reason issuer { name city } subjectName eventTitle startsAt endsAt minutes issuedAt revokedAt statusAsOf
  }
}`;

const KINDS = { VALID: 'good', STATUS_UNKNOWN: 'doubt', ISSUER_SUSPENDED: 'doubt', UNREACHABLE: 'doubt', TOO_MANY: 'doubt', CHECKING: '', EMPTY: '' };
const MINUTES_IN_HOUR = 60;
const LONGEST_WAIT_MILLISECONDS = 15_000;

const { findings, facts } = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const section = document.getElementById('finding');
const field = document.getElementById('credential');
const otherLanguage = document.getElementById('other-language');

/** Which question the answer on the page is to: a later one is not overwritten by the answer to an earlier. */
let asked = 0;

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function show(code, check) {
  const { title, advice } = findings[code] ?? findings.UNREACHABLE;
  const list = document.createElement('dl');
  for (const [term, said] of check?.issuer ? factsOf(check) : []) list.append(element('dt', term), element('dd', said));
  section.dataset.kind = KINDS[code] ?? 'bad';
  section.replaceChildren(element('h2', title), ...(advice ? [element('p', advice)] : []), ...(list.childElementCount > 0 ? [list] : []));
  section.hidden = false;
}

function factsOf({ subjectName, eventTitle, issuer, startsAt, endsAt, minutes, issuedAt, revokedAt, statusAsOf }) {
  const known = [
    [facts.name, subjectName ?? facts.noName],
    [facts.event, eventTitle],
    [facts.issuer, [issuer.name, issuer.city].filter(Boolean).join(', ')],
    [facts.when, dates.formatRange(new Date(startsAt), new Date(endsAt))],
    [facts.service, duration(minutes)],
    [facts.issuedAt, dates.format(new Date(issuedAt))],
  ];
  if (revokedAt) known.push([facts.revokedAt, dates.format(new Date(revokedAt))]);
  if (statusAsOf) known.push([facts.statusAsOf, dates.format(new Date(statusAsOf))]);
  return known;
}

const dates = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
  day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
});

function duration(minutes) {
  const [hours, rest] = [Math.floor(minutes / MINUTES_IN_HOUR), minutes % MINUTES_IN_HOUR];
  return [hours > 0 ? `${hours} ${facts.hours}` : '', rest > 0 || hours === 0 ? `${rest} ${facts.minutes}` : ''].filter(Boolean).join(' ');
}

async function ask(credential) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { credential } }),
    signal: AbortSignal.timeout(LONGEST_WAIT_MILLISECONDS),
  });
  if (response.status === 429) return { reason: 'TOO_MANY' };
  const { data } = await response.json();
  return data?.verifyCredential ?? { reason: 'UNREACHABLE' };
}

async function check(text) {
  const credential = text.trim();
  asked += 1;
  const question = asked;
  if (credential === '') return show('EMPTY');
  show('CHECKING');
  section.setAttribute('aria-busy', 'true');
  const answer = await ask(credential).catch(() => ({ reason: 'UNREACHABLE' }));
  if (question !== asked) return undefined;
  section.removeAttribute('aria-busy');
  return show(answer.valid ? 'VALID' : answer.reason, answer);
}

function readAddress() {
  const fragment = location.hash.slice(1);
  otherLanguage.hash = fragment;
  if (fragment !== '') void check(fragment);
}

document.getElementById('check').addEventListener('submit', (event) => {
  event.preventDefault();
  void check(field.value);
});
addEventListener('hashchange', readAddress);
readAddress();
