import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { FiguresOf } from '../server/src/store/port/analytics.ts';
import { openSqliteStore } from '../server/src/store/sqlite/open-sqlite.ts';
import type { Store } from '../server/src/store/store.ts';
import { copyAsKilled, END, fillStore, MESSAGES_EACH } from './load/filled-store.ts';
import { median, note, table } from './load/report.ts';

const SMALL = 1000;
/** Conversations of the large store: a million messages by default. */
const LARGE = Number(process.env.LARGE_CONVERSATIONS) || 100_000;
const CALLS = 15;
const DAY_MS = 24 * 3600 * 1000;
const CHAT_RATE = 200;
const CHAT_MS = 8000;
const ALL: FiguresOf[] = ['conversations', 'resolutions', 'messages'];
const days = (count: number) => Array.from({ length: count + 1 }, (_, index) => new Date(END - (count - index) * DAY_MS));

type Question = [string, (store: Store) => Promise<unknown>];
const YEAR: Question = ['report of 365 days', (store) => store.analytics.report({ boundaries: days(365), of: ALL })];
const COMMON: Question = ['search, common word', (store) => store.conversations.search({ limit: 30, search: 'parcel' })];
const COUNTS: Question = ['counts of the inbox', (store) => store.conversations.countInbox({ agentId: '0'.repeat(24) })];
const LIVE: Question = ['live figures', (store) => Promise.all([COUNTS[1](store), store.analytics.report({ boundaries: days(7), of: ['conversations'] })])];
const QUESTIONS: Question[] = [
  ['list, first page', (store) => store.conversations.list({ limit: 30 })],
  ['list, waiting', (store) => store.conversations.list({ limit: 30, waiting: true })],
  COUNTS,
  ['search, rare word', (store) => store.conversations.search({ limit: 30, search: 'rare777' })],
  COMMON,
  ['search, two common words', (store) => store.conversations.search({ limit: 30, search: 'parcel refund' })],
  ['search, prefix of two letters', (store) => store.conversations.search({ limit: 30, search: 're' })],
  ['report of 14 days', (store) => store.analytics.report({ boundaries: days(14), of: ALL })],
  YEAR,
  LIVE,
];

/** The embedded store with a few thousand messages and with a million: each query, the start after a kill, and messages during other queries. */
export async function measureLarge(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-bench-'));
  const [small, large] = [join(folder, 'small.db'), join(folder, 'large.db')];
  try {
    note(`filling ${LARGE * MESSAGES_EACH} messages`);
    for (const [file, count] of [
      [small, SMALL],
      [large, LARGE],
    ] as const)
      await fillStore(file, count);
    return [await compareQuestions(small, large), await measureChat(large), await measureStart(small, large, folder)].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compareQuestions(small: string, large: string): Promise<string> {
  const stores = [openSqliteStore({ file: small }), openSqliteStore({ file: large })] as const;
  const rows: string[][] = [];
  for (const [name, ask] of QUESTIONS) {
    const times: [number[], number[]] = [[], []];
    for (let call = -2; call < CALLS; call++) {
      for (const [index, store] of stores.entries()) {
        const startedAt = performance.now();
        await ask(store);
        if (call >= 0) times[index as 0 | 1].push(performance.now() - startedAt);
      }
    }
    const [few, many] = times.map(median) as [number, number];
    note(`${name}: ${few.toFixed(1)} and ${many.toFixed(1)} ms`);
    rows.push([name, few.toFixed(1), many.toFixed(1), (many / few).toFixed(1)]);
  }
  for (const store of stores) await store.close();
  const head = ['median ms', `${SMALL * MESSAGES_EACH} messages`, `${LARGE * MESSAGES_EACH} messages`, 'ratio'];
  return `### Embedded store, small and large\n\n${CALLS} calls each, in turns, in one process.\n\n${table(head, rows)}`;
}

/** Messages on a fixed schedule, alone and while another client repeats the same query. */
async function measureChat(file: string): Promise<string> {
  const store = openSqliteStore({ file });
  const asked: [string, Question[1] | null][] = [['nothing', null], YEAR, COMMON, LIVE, ['nothing', null]];
  const rows: string[][] = [];
  for (const [name, ask] of asked) {
    let isOver = false;
    let answers = 0;
    const asking = (async () => {
      for (; ask && !isOver; answers++) await ask(store);
    })();
    const delays = await chat(store);
    isOver = true;
    await asking;
    const ms = (percent: number) => (delays.percentile(percent) / 1000).toFixed(1);
    note(`beside ${name}: p99 ${ms(99)} ms`);
    rows.push([name, String(answers), ms(50), ms(99), (delays.max / 1000).toFixed(1)]);
  }
  await store.close();
  const head = ['beside', 'answers', 'p50 ms', 'p99 ms', 'most ms'];
  return `### ${CHAT_RATE} messages a second on the large one\n\nFrom the moment at which a message is due to its commit, ${CHAT_MS / 1000} s each.\n\n${table(head, rows)}`;
}

async function chat(store: Store) {
  const delays = createHistogram();
  const { items } = await store.conversations.list({ limit: 50, status: ['open', 'assigned'] });
  const startedAt = performance.now();
  const adding: Promise<unknown>[] = [];
  for (let sent = 0; sent < (CHAT_RATE * CHAT_MS) / 1000; ) {
    for (const due = ((performance.now() - startedAt) * CHAT_RATE) / 1000; sent < due; sent++) adding.push(add(sent));
    await wait(1);
  }
  await Promise.all(adding);
  return delays;

  async function add(index: number): Promise<void> {
    const talk = items[index % items.length];
    if (!talk) return;
    await store.messages.add(talk._id, () => ({
      _id: randomUUID().replaceAll('-', '').slice(0, 24),
      conversationId: talk._id,
      clientMessageId: randomUUID(),
      senderType: 'visitor',
      senderId: talk.visitorId,
      senderName: 'Visitor',
      content: 'Where is my parcel? I ordered it two weeks ago.',
      messageType: 'text',
      answer: null,
      createdAt: new Date(END),
    }));
    delays.record(Math.max(1, Math.round((performance.now() - startedAt - (index * 1000) / CHAT_RATE) * 1000)));
  }
}

async function measureStart(small: string, large: string, folder: string): Promise<string> {
  const times: Record<string, number> = {};
  for (const [name, file] of Object.entries({ small, large })) {
    const running = openSqliteStore({ file });
    await running.checkWritable();
    const left = join(folder, `${name}-killed.db`);
    copyAsKilled(file, left);
    await running.close();
    const startedAt = performance.now();
    const store = openSqliteStore({ file: left });
    await store.checkWritable();
    times[name] = performance.now() - startedAt;
    await store.close();
  }
  const [few = 0, many = 0] = Object.values(times);
  return `### Start after a kill\n\nTo the first commit: ${few.toFixed(0)} ms with the small file, ${many.toFixed(0)} ms with the large one, which is read as a whole afterwards.`;
}
