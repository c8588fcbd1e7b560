import type { Socket as Tcp } from 'node:net';
import type { Server } from 'socket.io';

/** The parts of an engine.io socket that this file uses; some are private there, so `batch-writes.test.ts` checks them. */
type RawSocket = {
  transport: { name: string; writable: boolean; socket?: { _socket?: Tcp } };
  flush(): void;
};

/**
 * Batches the writes to a WebSocket within one event-loop turn, such as the frames of a whole group commit, into one system call: engine.io
 * would make one per frame. The packets wait in engine.io's own buffer, in order, as if the socket were busy.
 */
export function batchWrites(io: Server): void {
  let waiting: RawSocket[] = [];
  function hold(this: RawSocket) {
    if (this.transport.name !== 'websocket' || !this.transport.writable) return;
    this.transport.writable = false;
    if (waiting.push(this) === 1) process.nextTick(release);
  }
  function release() {
    const sockets = waiting;
    waiting = [];
    for (const socket of sockets) {
      const tcp = socket.transport.socket?._socket;
      socket.transport.writable = true;
      tcp?.cork();
      socket.flush();
      tcp?.uncork();
    }
  }
  io.engine.on('connection', (raw: { on(event: 'packetCreate', listener: () => void): void }) => raw.on('packetCreate', hold));
}
