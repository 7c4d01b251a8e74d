import { cpus, loadavg } from 'node:os';
import type { AskedList } from '../node/large-college-lists.js';
import type { Latency } from './measure.js';

/** Worse than that many times is a miss. */
const TARGET = 2;

export interface Measured {
  readonly list: AskedList;
  readonly small: Latency;
  readonly large: Latency;
}

/** A line for the terminal. */
export function lineOf({ list, small, large }: Measured): string {
  return `${ratioOf({ list, small, large }).toFixed(2).padStart(6)}  ${small.p95.toFixed(1).padStart(7)} → ${large.p95.toFixed(1).padStart(7)} ms  ${list.name}`;
}

/** bench/SCALE.md */
export function reportOf(measured: readonly Measured[], requests: number): string {
  const [pages, totals] = [measured.filter(({ list }) => !list.readsAll), measured.filter(({ list }) => list.readsAll)];
  const missed = pages.filter((one) => ratioOf(one) > TARGET);
  return `# What a college's lists cost after years

Written by \`npm run bench:scale\`. One node on a database of 1,000 events and 4,000 registrations, another on one of 50,000 events and
200,000 registrations, with participations, record books, volunteers, questions, practices and offers in proportion
(\`test/support/large-college.ts\`). Each list was asked of both by turns over HTTP, one request at a time, ${requests} times; nodes and client share
a process, PostgreSQL is the embedded one. The target is that p95 at 50,000 events is at most ${TARGET} times that at 1,000.

${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}; load average at the end ${loadavg()[0]?.toFixed(1)}. A load above the number of processors means that
other work ran beside: it makes every figure larger, and draws ratios of p95 towards 1.

**${pages.length - missed.length} of ${pages.length} pages meet the target.**${missed.length > 0 ? ` Those that do not: ${missed.map(({ list }) => list.name).join('; ')}.` : ''}

${table(pages, () => '')}

## What reads all that it speaks of

No index makes these cheap: they grow with what is counted or ranked, so those over many rows miss the target that pages meet. Whoever does not ask for \`totalCount\`
does not pay for it: it is counted where it is selected, and nowhere else. Totals are counted in an index alone, but for tags, series and words, where the rows that an index
found are looked at too, for free places, where each event's registrations are, and for volunteers, who are some thousands of short rows, as \`College.teams\`
counts them; so are overlaps and, to come with words, what the search keeps: of these nearly all rows are needed, and PostgreSQL may read the table. PostgreSQL counts some thousands of rows of an index in a millisecond; a total that stopped at a bound would be none, and
one that is kept beside the rows for each circle and filter would make all who write wait for each other. A search ranks whatever has the word, for its answer is what fits best of all:
the index of words knows no rank, and whoever stopped after some would give others.

${table(totals, ({ list }) => ` ${list.readsAll ?? ''} |`, ' why |')}
`;
}

function ratioOf({ small, large }: Measured): number {
  return large.p95 / small.p95;
}

function table(rows: readonly Measured[], last: (row: Measured) => string, lastHead = ''): string {
  const head = `| list | median, 1,000 | median, 50,000 | p95, 1,000 | p95, 50,000 | ratio of p95 |${lastHead}\n|---|--:|--:|--:|--:|--:|${lastHead && '---|'}`;
  const lines = rows.map((row) => {
    const { list, small, large } = row;
    const milliseconds = [small.median, large.median, small.p95, large.p95].map((value) => `${value.toFixed(1)} ms`);
    const ratio = ratioOf(row);
    return `| ${list.name} | ${milliseconds.join(' | ')} | ${ratio > TARGET ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2)} |${last(row)}`;
  });
  return [head, ...lines].join('\n');
}
