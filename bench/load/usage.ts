import { readFileSync } from 'node:fs';
import type { Party } from './processes.ts';

/** Processor time in milliseconds since some moment: of each party, of this process, and of the whole machine while it was not idle. */
export type Usage = { parties: number[]; generator: number; machine: number };

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

export function readUsage(parties: Party[]): Usage {
  const { user, system } = process.cpuUsage();
  return { parties: parties.map(({ cpu }) => cpu()), generator: (user + system) / 1000, machine: busyTime() };
}

function busyTime(): number {
  const [user = 0, nice = 0, system = 0, _idle, _iowait, irq = 0, softirq = 0, steal = 0] = (/^cpu +(.*)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}
