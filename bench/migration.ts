import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd, startCopy } from '../server/src/store/copy/copy-process.ts';
import { fillFile } from '../server/src/testing/large-installation.ts';
import { createDatabase, mongodbUri } from './load/database.ts';
import { note, table } from './load/report.ts';

/** The installation used to measure the migration of a large one. */
const SIZE = { conversations: 100_000, messagesEach: 10 };
/** Visitors, conversations, messages, a site and its owner. */
const ROWS = SIZE.conversations * (2 + SIZE.messagesEach) + 2;
const LOOK_MS = 200;

type Direction = { name: string; copySeconds: number; wholeSeconds: number; peakMegabytes: number };

/** Copies a file to the MongoDB that MONGODB_TEST_URI names, from there to another file, and compares the first with the last. */
export async function measureMigration(): Promise<string> {
  const server = mongodbUri();
  if (server === null) throw new Error('MONGODB_TEST_URI names no server.');
  const database = await createDatabase(server);
  const { uri } = database;
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-migration-'));
  const [first, last] = [join(folder, 'first', 'supportchat.db'), join(folder, 'last', 'supportchat.db')];
  try {
    note(`filling a file with ${ROWS.toLocaleString('en-US')} rows`);
    await fillFile(first, SIZE);
    const directions = [await measure('SQLite → MongoDB', first, uri), await measure('MongoDB → SQLite', uri, last)];
    const { code } = await runToEnd(first, last, '--verify-only');
    return report(directions, code === 0);
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true });
  }
}

async function measure(name: string, from: string, to: string): Promise<Direction> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const copy = startCopy(from, to);
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, peakOf(copy.child.pid ?? 0));
  }, LOOK_MS);
  try {
    await copy.printed('Comparing:');
    const copySeconds = seconds();
    const { code } = await copy.ended;
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${copy.output()}`);
    note(`${name}: ${seconds().toFixed(0)} s`);
    return { name, copySeconds, wholeSeconds: seconds(), peakMegabytes: peak / 1024 };
  } finally {
    clearInterval(look);
  }
}

/** The peak memory of the process, in kB; 0 when it has ended. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && (failure.code === 'ENOENT' || failure.code === 'ESRCH')) return 0;
    throw failure;
  }
}

function report(directions: Direction[], isSame: boolean): string {
  return [
    '### Migration',
    '',
    `\`supportchat copy\` of ${SIZE.conversations.toLocaleString('en-US')} conversations with ${SIZE.messagesEach} messages each (${ROWS.toLocaleString('en-US')} rows), once there and once back.`,
    '',
    table(
      ['', 'copying, s', 'rows/s', 'with the comparison, s', 'peak memory (RSS), MB'],
      directions.map(({ name, copySeconds, wholeSeconds, peakMegabytes }) => [
        name,
        copySeconds.toFixed(0),
        Math.round(ROWS / copySeconds).toLocaleString('en-US'),
        wholeSeconds.toFixed(0),
        peakMegabytes.toFixed(0),
      ]),
    ),
    '',
    `**The last is ${isSame ? 'the same as the first, row by row' : 'NOT the same as the first'}.**`,
  ].join('\n');
}
