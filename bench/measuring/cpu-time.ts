import { readFileSync } from 'node:fs';

/** A clock tick of /proc, which Linux fixes at 100 a second for every program. */
const TICK_MILLISECONDS = 10;
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Milliseconds of processor time that a process has used, its threads included (proc_pid_stat(5)). */
export function cpuMilliseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The process's name stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * TICK_MILLISECONDS;
}
