import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { at, newId } from '../store/contract/samples.ts';
import type { AnalyticsStore } from '../store/port/analytics.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { createDescribeTeam } from './team.ts';

let store: Store;
beforeEach(() => {
  store = openSqliteStore({ file: ':memory:' });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

const describeTeam = (report: AnalyticsStore['report']) =>
  createDescribeTeam({ store: { agents: store.agents, analytics: { report } }, clock: () => at(0), onlineAgents: async () => new Set() });

test('[ANA9] a visitor joins without the reply time when it cannot be read', async () => {
  const team = describeTeam(() => Promise.reject(new Error('the thread has ended')));
  expect(await team(newId())).toEqual({ agentsOnline: 0, names: [], typicalReplyMs: null });
});

test('[ANA9] a visitor joins without the reply time when reading it takes too long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const joined = describeTeam(() => new Promise(() => {}))(newId());
  await vi.advanceTimersByTimeAsync(1000);
  expect(await joined).toEqual({ agentsOnline: 0, names: [], typicalReplyMs: null });
});
