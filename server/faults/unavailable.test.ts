import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { ConversationJoined, List, MessagePage } from '@supportchat/protocol';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { promisedTime } from '../src/testing/promised-time.ts';
import type { Verdict } from './checker.ts';
import { type Fixture, NOTHING_WRONG, openFixture } from './fixture.ts';
import { call } from './installation.ts';
import { granted } from './refused.ts';
import { until } from './until.ts';

/** The maximum time until a sender is notified, in milliseconds. */
const REFUSED_WITHIN_MS = promisedTime(2500);
const PRLIMIT = '/usr/bin/prlimit';

let fixture: Fixture;
beforeEach(async () => {
  // One message in flight at a time, as our clients do: a rejected message holds back the ones after it.
  fixture = await openFixture({ window: 1 });
}, 60_000);
afterEach(() => fixture.close());

const statusOf = async (path: string) => (await fetch(`${fixture.server.url}${path}`)).status;

/** Lets all clients write, makes the store unwritable, observes, restores it, and returns the outcome of what was written. */
async function writeThroughOutage(takeAway: () => () => void): Promise<Verdict> {
  const { population } = fixture;
  const stopTalking = population.startTalking(100, 9);
  await fixture.isServing();

  const giveBack = takeAway();
  await until('every visitor and agent was rejected', () => population.clients.every(({ outbox }) => outbox.refusals.length > 0));
  const ackedWhile = population.acked();
  expect(await statusOf('/ready')).toBe(503);
  expect(await statusOf('/health')).toBe(200);
  await readEverywhere();
  expect(population.acked()).toBe(ackedWhile);
  const refusals = population.clients.flatMap((client) => client.outbox.refusals);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE']));
  expect(Math.max(...refusals.map(({ afterMs }) => afterMs))).toBeLessThan(REFUSED_WITHIN_MS);

  giveBack();
  await until('it is ready again', async () => (await statusOf('/ready')) === 200, 5000);
  await fixture.isServing();
  stopTalking();
  const verdict = await population.verdict(fixture.server.url);
  expect(fixture.server.child.exitCode).toBeNull();
  process.stdout.write(
    `${population.acked()} messages written and acked, ${refusals.length} refusals, reported within ${Math.round(Math.max(...refusals.map(({ afterMs }) => afterMs)))} ms\n`,
  );
  return verdict;
}

/** Lists, history and a visitor's new tab keep working. */
async function readEverywhere(): Promise<void> {
  const { population, installation, server } = fixture;
  const [visitor] = population.visitors;
  const [agent] = installation.agents;
  if (!visitor || !agent) throw new Error('no one is connected');
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

test('[MSG9] while another process locks the database: senders are notified, reads continue, and it recovers by itself', async () => {
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
  '[MSG9] while its files cannot grow: senders are notified, reads continue, and it recovers by itself',
  async () => {
    const verdict = await writeThroughOutage(() => {
      const allow = (bytes: string) => execFileSync(PRLIMIT, ['--pid', String(fixture.server.child.pid), `--fsize=${bytes}:unlimited`]);
      // Writes within the current size may still succeed, as on a full disk: the log's index in shared memory can, the log itself cannot.
      allow('32768');
      return () => void allow('unlimited');
    });
    expect(verdict).toEqual(NOTHING_WRONG);
  },
  60_000,
);
