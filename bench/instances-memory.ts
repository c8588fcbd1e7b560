import { median, note, spread, table } from './load/report.ts';
import { SETUPS, type Setup, startSetup } from './load/setups.ts';
import { describeHeld, fill, hold, kilobytes, type MemoryMeasured } from './memory.ts';

const CONNECTIONS = 2000;
const ROUNDS = 2;
/** How many connections two instances hold, evenly. */
const MANY = 10_000;

/** Memory per idle, joined connection; for two instances, that of both together. */
export async function measureInstanceMemory(mongodbUri: string): Promise<string> {
  const measured: Record<Setup, MemoryMeasured[]> = { 'one on SQLite': [], 'one on MongoDB': [], 'two on MongoDB + Redis': [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const setup of round % 2 === 0 ? SETUPS : [...SETUPS].reverse()) {
      const target = await startSetup(setup, mongodbUri);
      try {
        const { visitors, ...reports } = await fill(target, CONNECTIONS);
        visitors.disconnect();
        measured[setup].push(reports);
        note(
          `${setup}: ${kilobytes(reports, CONNECTIONS, 'rss').toFixed(1)} kB RSS, ${kilobytes(reports, CONNECTIONS, 'heapCollected').toFixed(1)} kB heap a connection`,
        );
      } finally {
        await target.stop();
      }
    }
  }
  return `${report(measured)}\n\nTwo instances on MongoDB and Redis: ${await holdMany(mongodbUri)}`;
}

async function holdMany(mongodbUri: string): Promise<string> {
  const target = await startSetup('two on MongoDB + Redis', mongodbUri);
  try {
    const { visitors } = await fill(target, MANY);
    const held = await hold(visitors);
    visitors.disconnect();
    return describeHeld(held);
  } finally {
    await target.stop();
  }
}

function report(measured: Record<Setup, MemoryMeasured[]>): string {
  const row = (title: string, of: (one: MemoryMeasured) => number, digits = 1) => [title, ...SETUPS.map((setup) => spread(measured[setup].map(of), digits))];
  const each = (field: 'rss' | 'rssCollected' | 'heapCollected') => (one: MemoryMeasured) => kilobytes(one, CONNECTIONS, field);
  const heap = (setup: Setup) => median(measured[setup].map(each('heapCollected')));
  const ratio = heap('two on MongoDB + Redis') / heap('one on SQLite');
  return [
    '### Several instances: memory',
    '',
    `${CONNECTIONS.toLocaleString('en-US')} idle websockets, each joined to its conversation, spread evenly; ${ROUNDS} rounds, median (least–most); of two instances the sum. RSS holds what each`,
    `process takes once for its first thousands of connections, two processes twice; the heap after a collection does not.`,
    '',
    table(
      ['', ...SETUPS],
      [
        row('heap a connection after a collection, kB', each('heapCollected')),
        row('RSS a connection after a collection, kB', each('rssCollected')),
        row('RSS a connection, kB', each('rss')),
        row('RSS of the empty servers, MB', ({ empty }) => empty.rss / 2 ** 20, 0),
        row('RSS with all connections, MB', ({ full }) => full.rss / 2 ** 20, 0),
      ],
    ),
    '',
    `**A connection takes ${ratio.toFixed(2)} × the heap on two instances with MongoDB and Redis as on one with SQLite.**`,
  ].join('\n');
}
