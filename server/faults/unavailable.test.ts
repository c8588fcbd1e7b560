import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { ConversationJoined, List, MessagePage } from '@supportchat/protocol';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Verdict } from './checker.ts';
import { type Fixture, NOTHING_WRONG, openFixture } from './fixture.ts';
import { call } from './installation.ts';
import { granted } from './refused.ts';
import { until } from './until.ts';

/** The longest that a sender may wait for being told, in milliseconds. */
const TOLD_WITHIN_MS = 2500;
const PRLIMIT = '/usr/bin/prlimit';

let fixture: Fixture;
beforeEach(async () => {
  // One message on its way at a time, as our clients do: what is refused holds back what comes after it.
  fixture = await openFixture({ window: 1 });
}, 60_000);
afterEach(() => fixture.close());

const statusOf = async (path: string) => (await fetch(`${fixture.server.url}${path}`)).status;

/** Lets everyone write, takes the store's writing away, looks, gives it back, and returns what became of what was written. */
async function writeThroughOutage(takeAway: () => () => void): Promise<Verdict> {
  const { population } = fixture;
  const stopTalking = population.startTalking(100, 9);
  await fixture.isServing();

  const giveBack = takeAway();
  await until('every visitor and agent was refused', () => population.clients.every(({ outbox }) => outbox.refusals.length > 0));
  const ackedWhile = population.acked();
  expect(await statusOf('/ready')).toBe(503);
  expect(await statusOf('/health')).toBe(200);
  await readEverywhere();
  expect(population.acked()).toBe(ackedWhile);
  const refusals = population.clients.flatMap((client) => client.outbox.refusals);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE']));
  expect(Math.max(...refusals.map(({ afterMs }) => afterMs))).toBeLessThan(TOLD_WITHIN_MS);

  giveBack();
  await until('it is ready again', async () => (await statusOf('/ready')) === 200, 5000);
  await fixture.isServing();
  stopTalking();
  const verdict = await population.verdict(fixture.server.url);
  expect(fixture.server.child.exitCode).toBeNull();
  process.stdout.write(
    `${population.acked()} messages written and acked, ${refusals.length} refusals, told within ${Math.round(Math.max(...refusals.map(({ afterMs }) => afterMs)))} ms\n`,
  );
  return verdict;
}

/** Lists, history and a visitor's new tab go on. */
async function readEverywhere(): Promise<void> {
  const { population, installation, server } = fixture;
  const [visitor] = population.visitors;
  const [agent] = installation.agents;
  if (!visitor || !agent) throw new Error('nobody is there');
  const conversationId = visitor.conversationIds[0] ?? '';
  const page = granted(await visitor.client.ask<MessagePage>('load-messages', { conversationId, limit: 10 }));
  expect(page.messages.length).toBeGreaterThan(0);
  const list = await call<List<unknown>>(server.url, 'GET', '/conversations?limit=50', { token: agent.accessToken });
  expect(list.items.length).toBeGreaterThan(0);
  const tab = io(`${server.url}/widget`, { transports: ['websocket'], forceNew: true });
  try {
    const joined = granted(await tab.timeout(5000).emitWithAck('join-conversation', population.credentialsOf(visitor)));
    expect((joined as ConversationJoined).conversation._id).toBe(conversationId);
  } finally {
    tab.disconnect();
  }
}

test('[MSG9] while another process holds the database: senders are told, reads go on, and it recovers by itself', async () => {
  const verdict = await writeThroughOutage(() => {
    const holder = new Database(fixture.databaseFile, { timeout: 5000 });
    holder.exec('BEGIN EXCLUSIVE');
    return () => {
      holder.exec('ROLLBACK');
      holder.close();
    };
  });
  expect(verdict).toEqual(NOTHING_WRONG);
}, 60_000);

test.runIf(existsSync(PRLIMIT))(
  '[MSG9] while its files cannot grow: senders are told, reads go on, and it recovers by itself',
  async () => {
    const verdict = await writeThroughOutage(() => {
      const allow = (bytes: string) => execFileSync(PRLIMIT, ['--pid', String(fixture.server.child.pid), `--fsize=${bytes}:unlimited`]);
      // What lies within may still be written, as on a full disk: the index of the log in shared memory does, the log itself does not.
      allow('32768');
      return () => void allow('unlimited');
    });
    expect(verdict).toEqual(NOTHING_WRONG);
  },
  60_000,
);
