import { readFileSync } from 'node:fs';
import type { ProcessGroup } from './process-groups.ts';

/** Processor time in milliseconds since some moment: of each group, of this process, and of the whole machine while it was not idle. */
export type Usage = { groups: number[]; generator: number; machine: number };

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

export function readUsage(groups: ProcessGroup[]): Usage {
  const { user, system } = process.cpuUsage();
  return { groups: groups.map(({ cpu }) => cpu()), generator: (user + system) / 1000, machine: busyTime() };
}

function busyTime(): number {
  const [user = 0, nice = 0, system = 0, _idle, _iowait, irq = 0, softirq = 0, steal = 0] = (/^cpu +(.*)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}
