import { type ContenderName, TITLES } from '../contenders/contenders.js';
import type { Comparison, Measured } from '../measuring/comparison.js';
import { median, quantile, sum } from '../measuring/statistics.js';
import { markdownTable } from './markdown-table.js';

const HEAD = ['', 'requests/s', '× floor', 'p50 ms', '× floor', 'p99 ms', '× floor', 'CPU ms', '× floor', 'first plan ms', '× floor’s request'];

/** One question at one number of nodes: each contender's figures, and beside each its ratio to the floor's. */
export function resultTable(comparison: Comparison): string {
  const floor = comparison.get('floor');
  const rows = [...comparison].map(([name, measured]) => [TITLES[name], ...figures(measured, floor)]);
  return [markdownTable(HEAD, rows), ...[...comparison].flatMap(failuresOf)].join('\n');
}

/** Wrong answers under load do not count as answers, so they are told of beside the figures. */
function failuresOf([name, { rounds }]: readonly [ContenderName, Measured]): string[] {
  const failures = sum(rounds.map((round) => round.failures));
  const requests = sum(rounds.map((round) => round.latencies.length));
  return failures === 0 ? [] : [`\n${failures} of ${requests} answers of ${TITLES[name]} were not the right one.`];
}

/** Throughput against another contender's: the median of the rounds, in each of which both had the same machine. */
export function throughputRatio(comparison: Comparison, name: ContenderName, against: ContenderName): number {
  const own = comparison.get(name);
  const other = comparison.get(against);
  return own && other ? againstInEachRound(own, other) : NaN;
}

/** How many times the processor time of this contender the other one needs for a request. */
export function cpuRatio(comparison: Comparison, name: ContenderName, against: ContenderName): number {
  const own = comparison.get(name);
  const other = comparison.get(against);
  return own && other ? cpu(other) / cpu(own) : NaN;
}

function againstInEachRound(own: Measured, other: Measured): number {
  // Who was too slow for all rounds has none to compare with.
  if (own.rounds.length !== other.rounds.length) return throughput(own) / throughput(other);
  return median(own.rounds.map(({ throughput }, round) => throughput / (other.rounds[round]?.throughput ?? NaN)));
}

function figures(measured: Measured, floor: Measured | undefined): string[] {
  const pairs = [
    [shown(throughput(measured)), floor ? shown(againstInEachRound(measured, floor)) : '–'],
    both((each) => quantile(latencies(each), 0.5), measured, floor),
    both((each) => quantile(latencies(each), 0.99), measured, floor),
    both(cpu, measured, floor),
  ];
  const { firstPlan } = measured;
  const plan = firstPlan === null ? ['–', '–'] : [shown(firstPlan), floor ? shown(firstPlan / floor.alone) : '–'];
  return [...pairs.flat(), ...plan];
}

function both(figure: (measured: Measured) => number, measured: Measured, floor: Measured | undefined): string[] {
  return [shown(figure(measured)), floor ? shown(figure(measured) / figure(floor)) : '–'];
}

function cpu({ rounds }: Measured): number {
  return median(rounds.map((round) => round.cpu));
}

function throughput({ rounds }: Measured): number {
  return median(rounds.map((round) => round.throughput));
}

function latencies({ rounds }: Measured): readonly number[] {
  return rounds.flatMap((round) => round.latencies);
}

/** Three digits are as many as a shared machine can promise. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
