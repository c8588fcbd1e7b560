import type { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnection } from './connection.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A socket that connects when the test says so. */
function openFake() {
  const engine = { readyState: 'closed' };
  const socket = {
    connected: false,
    connect: vi.fn(() => (engine.readyState = 'opening')),
    disconnect: vi.fn(() => socket),
    on: vi.fn(),
    io: { engine, on: vi.fn() },
  };
  const connection = createConnection({
    origin: 'https://chat.example',
    loadSocket: async () => ({ io: (() => socket) as unknown as typeof io }),
    chance: () => 0,
    onUp: () => {},
    onDown: () => {},
    listeners: {
      'new-message': () => {},
      'agent-typing': () => {},
      'conversation-update': () => {},
      'conversation-joined': () => {},
      'team-updated': () => {},
    },
  });
  return { socket, engine, connection };
}

test('[WID15] an action of the visitor ends a wait, at most once a second, and does not disturb an attempt in progress', async () => {
  const { socket, engine, connection } = openFake();
  connection.open();
  await vi.advanceTimersByTimeAsync(0);
  expect(socket.connect).toHaveBeenCalledTimes(1);
  connection.nudge();
  await vi.advanceTimersByTimeAsync(0);
  expect(socket.connect).toHaveBeenCalledTimes(1);
  engine.readyState = 'closed';
  for (let key = 0; key < 20; key++) {
    connection.nudge();
    await vi.advanceTimersByTimeAsync(10);
    engine.readyState = 'closed';
  }
  expect(socket.connect).toHaveBeenCalledTimes(2);
  // The device's clock is corrected.
  vi.setSystemTime(Date.now() - 3600_000);
  await vi.advanceTimersByTimeAsync(1000);
  connection.nudge();
  await vi.advanceTimersByTimeAsync(0);
  expect(socket.connect).toHaveBeenCalledTimes(3);
  connection.close();
  engine.readyState = 'closed';
  await vi.advanceTimersByTimeAsync(2000);
  connection.nudge();
  await vi.advanceTimersByTimeAsync(0);
  expect(socket.connect).toHaveBeenCalledTimes(3);
  connection.destroy();
});
