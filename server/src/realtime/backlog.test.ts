import { EventEmitter } from 'node:events';
import type { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { limitBacklog } from './backlog.ts';

const KB = 1024;
const MB = 1024 * KB;

/** The parts of an engine.io socket that the limit reads. */
class Connection extends EventEmitter {
  readyState = 'open';
  readonly transport = { name: 'websocket', socket: { bufferedAmount: 0, terminate: () => undefined } };
  close() {
    this.readyState = 'closed';
  }
  send(bytes: number) {
    this.emit('packetCreate', { data: 'x'.repeat(bytes) });
    this.emit('flush');
    this.transport.socket.bufferedAmount += bytes;
    this.emit('packetCreate', { data: 'x' });
  }
}

test('[LIM5] the total backlog of all clients is bounded: the clients furthest behind are disconnected, well-behaved ones stay', async () => {
  const engine = new EventEmitter();
  limitBacklog({ engine } as unknown as Server);
  const greedy = Array.from({ length: 100 }, () => new Connection());
  const honest = Array.from({ length: 100 }, () => new Connection());
  for (const connection of [...greedy, ...honest]) engine.emit('connection', connection);
  for (const connection of honest) connection.send(40 * KB);
  for (const connection of greedy) {
    connection.send(1 * MB);
    await new Promise((resolve) => process.nextTick(resolve));
  }
  const open = greedy.filter(({ readyState }) => readyState === 'open').length;
  expect(open).toBeGreaterThan(50);
  expect(open).toBeLessThanOrEqual(64);
  expect(honest.every(({ readyState }) => readyState === 'open')).toBe(true);
});
