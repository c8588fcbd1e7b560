import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectedClients } from '../realtime/connections.ts';
import { conversationRoom } from '../realtime/rooms.ts';
import { createPresence } from './presence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One instance, with the reports it sent to the others. */
function startInstance() {
  const io = new Server();
  const reports: string[][] = [];
  const conversationsIn = ({ viewers }: ConnectedClients) => viewers.map(({ conversationId }) => conversationId);
  io.serverSideEmit = (_event: string, _id: string, present: ConnectedClients) => reports.push(conversationsIn(present)) > 0;
  const { adapter } = io.of('/admin');
  const here = () => [...adapter.rooms.keys()].map((room) => ({ conversationId: room.slice(conversationRoom('').length), agentId: 'ada', name: 'Ada' }));
  const presence = createPresence(
    io,
    () => ({ agents: [], visitors: {}, viewers: here() }),
    () => undefined,
  );
  return {
    reports,
    presence,
    enter: (...ids: string[]) => adapter.addAll('panel', new Set(ids.map(conversationRoom))),
    leave: (id: string) => adapter.del('panel', conversationRoom(id)),
    leaveAll: () => adapter.delAll('panel'),
  };
}

test('[INST12] an instance reports a change immediately, batches later ones every 200 ms, and always reports the newest state', async () => {
  const { reports, presence, enter, leave, leaveAll } = startInstance();
  void enter('1', '2');
  await vi.advanceTimersByTimeAsync(0);
  expect(reports).toEqual([['1', '2']]);
  for (let n = 3; n <= 100; n += 1) {
    void enter(`${n}`);
    void leave(`${n - 1}`);
    await vi.advanceTimersByTimeAsync(10);
  }
  // 980 ms
  expect(reports).toHaveLength(5);
  await vi.advanceTimersByTimeAsync(200);
  expect(reports.at(-1)).toEqual(['1', '100']);
  expect(reports).toHaveLength(6);
  await vi.advanceTimersByTimeAsync(200);
  void leaveAll();
  await vi.advanceTimersByTimeAsync(0);
  expect(reports.slice(6)).toEqual([[]]);
  presence.close();
});

test('[INST12] an instance that stops reports that no one is connected, and nothing after that', async () => {
  const { reports, presence, enter } = startInstance();
  void enter('1');
  await vi.advanceTimersByTimeAsync(0);
  void enter('2');
  presence.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reports).toEqual([['1'], []]);
});
