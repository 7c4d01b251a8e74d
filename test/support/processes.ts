import { readFile, readdir } from 'node:fs/promises';

/** A process of this machine, as Linux tells of it. */
export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
  /** NAME=value of each variable that it was started with. */
  readonly environment: readonly string[];
}

/** The processes that a process has started and that still run. */
export async function childrenOf(parent: number): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(pids.map(parentOf));
  const children = pids.filter((_pid, index) => parents[index] === parent);
  return Promise.all(children.map(async (pid) => ({ pid, command: await told(pid, 'cmdline'), environment: (await told(pid, 'environ')).split('\0') })));
}

/** Whether it runs; one that ended and waits for its parent to notice does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const state = (await afterName(pid))[0];
  return state !== undefined && state !== 'Z';
}

/** Milliseconds that a Node.js process's event loop has spent on a processor, which other work on the machine does not lengthen. */
export async function eventLoopTime(pid: number): Promise<number> {
  const [nanoseconds] = (await told(pid, 'schedstat')).split(' '); // the first thread's alone: proc_pid_schedstat(5)
  return Number(nanoseconds) / 1e6;
}

/** The same of all its threads, in steps of ten milliseconds (utime and stime, proc_pid_stat(5)). */
export async function processorTime(pid: number): Promise<number> {
  const [user, system] = (await afterName(pid)).slice(11, 13).map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10;
}

/** Mebibytes that a process holds in memory: now, and at the most since it started. */
export async function memoryOf(pid: number): Promise<{ readonly now: number; readonly most: number }> {
  const status = await told(pid, 'status');
  const mebibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024;
  return { now: mebibytes('VmRSS'), most: mebibytes('VmHWM') };
}

async function parentOf(pid: number): Promise<number> {
  return Number((await afterName(pid))[1]);
}

/** The fields of /proc/PID/stat that follow the name, which may itself hold spaces and brackets. */
async function afterName(pid: number): Promise<string[]> {
  const stat = await told(pid, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function told(pid: number, what: 'cmdline' | 'environ' | 'schedstat' | 'stat' | 'status'): Promise<string> {
  return readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');
}
