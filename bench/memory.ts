import type { MemoryReport } from '../server/faults/memory-probe.ts';
import { pause } from '../server/faults/until.ts';
import { connectIdleVisitors, type IdleVisitors } from './load/idle-visitors.ts';
import { openFilesLimit } from './load/machine.ts';
import { median, note, spread, table } from './load/report.ts';
import { askTarget, startTarget, type Target, type TargetName } from './load/targets.ts';

/** How much memory SupportChat may take per connection, as a multiple of the bare server's. */
const GOAL = 1.5;
const HOLD_SECONDS = 60;
/** Connections opened and closed before anything is measured, so that one-time allocations are done. */
const WARM_UP = 500;
/** How many of the held connections must still be answered at the end. */
const SAMPLE = 200;
const SETTLE_MS = 3000;

/** All servers of the target together. */
export type MemoryMeasured = { empty: MemoryReport; full: MemoryReport };
type Held = { connections: number; dropped: number; answered: number; asked: number };

/** Memory per idle, joined connection compared with the bare server's, and whether they stay. */
export async function measureMemory(rounds: number): Promise<string> {
  // Each connection is an open file at both ends, in two processes.
  const connections = openFilesLimit() > 5500 ? 5000 : 2500;
  const names: TargetName[] = ['bare', 'SupportChat'];
  const measured: Record<TargetName, MemoryMeasured[]> = { bare: [], SupportChat: [] };
  let held: Held | null = null;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const target = await startTarget(name, 1);
      try {
        const isLast = round === rounds - 1 && name === 'SupportChat';
        const { visitors, ...reports } = await fill(target, connections);
        measured[name].push(reports);
        note(
          `${name}: ${kilobytes(reports, connections, 'rss').toFixed(1)} kB RSS, ${kilobytes(reports, connections, 'heapCollected').toFixed(1)} kB heap a connection`,
        );
        if (isLast) held = await hold(visitors);
        visitors.disconnect();
      } finally {
        await target.stop();
      }
    }
  }
  return report(measured, connections, held);
}

/** Opens and closes some connections, then opens the ones that stay. */
export async function fill(target: Target, connections: number): Promise<MemoryMeasured & { visitors: IdleVisitors }> {
  (await connectIdleVisitors(target, WARM_UP, 'warm-up')).disconnect();
  await pause(SETTLE_MS);
  const empty = await askAll(target);
  const visitors = await connectIdleVisitors(target, connections, 'crowd');
  await pause(SETTLE_MS);
  return { empty, full: await askAll(target), visitors };
}

async function askAll(target: Target): Promise<MemoryReport> {
  const reports = await askTarget(target);
  const sum = (field: keyof MemoryReport) => reports.reduce((total, report) => total + report[field], 0);
  return { rss: sum('rss'), rssCollected: sum('rssCollected'), heapCollected: sum('heapCollected'), requests: sum('requests') };
}

/** Holds the connections for a minute, then lets some of them write. */
export async function hold(visitors: IdleVisitors): Promise<Held> {
  note(`holding ${visitors.size} connections for ${HOLD_SECONDS} s`);
  await pause(HOLD_SECONDS * 1000);
  const answered = await visitors.sendFromSome(SAMPLE);
  return { connections: visitors.size, dropped: visitors.dropped(), answered, asked: SAMPLE };
}

export function describeHeld({ connections, dropped, answered, asked }: Held): string {
  return `**${connections.toLocaleString('en-US')} connections were held for ${HOLD_SECONDS} s: ${dropped} dropped; of ${asked} that then wrote, ${answered} were answered.**`;
}

/** Per connection, in kB. */
export const kilobytes = ({ empty, full }: MemoryMeasured, connections: number, field: 'rss' | 'rssCollected' | 'heapCollected') =>
  (full[field] - empty[field]) / connections / 1024;

function report(measured: Record<TargetName, MemoryMeasured[]>, connections: number, held: Held | null): string {
  const each = (name: TargetName, field: 'rss' | 'rssCollected' | 'heapCollected') => measured[name].map((one) => kilobytes(one, connections, field));
  const row = (title: string, field: 'rss' | 'rssCollected' | 'heapCollected') => {
    const [ours, bare] = [each('SupportChat', field), each('bare', field)];
    return [title, spread(ours, 1), spread(bare, 1), `${(median(ours) / median(bare)).toFixed(2)} ×`];
  };
  const total = (name: TargetName, pick: (one: MemoryMeasured) => MemoryReport) => spread(measured[name].map((one) => pick(one).rss / 2 ** 20));
  const ratio = median(each('SupportChat', 'rss')) / median(each('bare', 'rss'));
  return [
    `### Memory`,
    ``,
    `${connections.toLocaleString('en-US')} idle websockets, each joined to its conversation; ${measured.bare.length} rounds with fresh servers, median (least–most). Before: ${WARM_UP} connections came and went.`,
    ``,
    table(
      ['', 'SupportChat', 'bare Socket.IO', ''],
      [
        row('RSS a connection, kB', 'rss'),
        row('RSS a connection after a collection, kB', 'rssCollected'),
        row('heap a connection after a collection, kB', 'heapCollected'),
        ['RSS of the empty server, MB', total('SupportChat', ({ empty }) => empty), total('bare', ({ empty }) => empty), ''],
        [`RSS with ${connections.toLocaleString('en-US')} connections, MB`, total('SupportChat', ({ full }) => full), total('bare', ({ full }) => full), ''],
      ],
    ),
    ``,
    `**A connection takes ${ratio.toFixed(2)} × the bare server's memory** (goal: at most ${GOAL}): ${ratio <= GOAL ? 'reached' : 'MISSED'}.`,
    ...(held ? [describeHeld(held)] : []),
  ].join('\n');
}
