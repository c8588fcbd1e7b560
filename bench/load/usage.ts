import { readFileSync } from 'node:fs';

/** Processor time in milliseconds since some moment: of a process, and of the whole machine while it was not idle. */
export type Usage = { server: number; generator: number; machine: number };

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

export function readUsage(serverPid: number): Usage {
  const { user, system } = process.cpuUsage();
  return { server: cpuOf(serverPid), generator: (user + system) / 1000, machine: busyTime() };
}

function cpuOf(pid: number): number {
  // What follows the command's name, which may contain anything: state is the first field, utime and stime the 12th and 13th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function busyTime(): number {
  const [user = 0, nice = 0, system = 0, _idle, _iowait, irq = 0, softirq = 0, steal = 0] = (/^cpu +(.*)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}
