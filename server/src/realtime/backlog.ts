import type { ServerResponse } from 'node:http';
import type { Server, Socket } from 'socket.io';

/** While a client's backlog exceeds this, no further page of history is read for it, in bytes. */
const PAUSE_READS_ABOVE = 1024 * 1024;
/** A client with a larger backlog is disconnected; it reconnects and resumes by `afterSeq`. */
const CLOSE_ABOVE = 4 * 1024 * 1024;
/** The maximum backlog of all clients together, in bytes; beyond it, the clients furthest behind are disconnected. */
const MAX_TOTAL = 64 * 1024 * 1024;
/** From this backlog on, a connection counts as slow. */
const SLOW_ABOVE = 64 * 1024;
const POLL_MS = 50;

const BUFFERED = Symbol('bytes in the write buffer of engine.io');
const SENDING = Symbol('poll responses that the client has not read to their end, with their bytes');
type Packet = { data?: unknown; options?: { wsPreEncodedFrame?: Buffer[] } };
/** The parts of an engine.io socket that this file uses; some are private there, so `backlog.test.ts` watches them. */
type RawSocket = {
  readyState: string;
  transport: { name: string; res?: ServerResponse; socket?: { bufferedAmount: number; terminate(): void } };
  on(event: 'packetCreate', listener: (this: RawSocket, packet: Packet) => void): void;
  on(event: 'flush', listener: (this: RawSocket) => void): void;
  close(discard: boolean): void;
  [BUFFERED]?: number;
  [SENDING]?: Map<ServerResponse, number>;
};

/** Tracks the backlog of each connection, and closes a connection whose backlog grows too large, whether from replies or broadcasts. */
export function limitBacklog(io: Server): void {
  const slow = new Set<RawSocket>();
  let isDue = false;

  function countPacket(this: RawSocket, packet: Packet): void {
    this[BUFFERED] = (this[BUFFERED] ?? 0) + sizeOf(packet);
    if (backlogOf(this) <= SLOW_ABOVE) return;
    slow.add(this);
    if (isDue) return;
    isDue = true;
    process.nextTick(relieve);
  }

  function relieve(): void {
    isDue = false;
    let total = 0;
    const waiting: { raw: RawSocket; bytes: number }[] = [];
    for (const raw of slow) {
      const bytes = raw.readyState === 'open' ? backlogOf(raw) : 0;
      if (bytes <= SLOW_ABOVE) slow.delete(raw);
      else waiting.push({ raw, bytes });
      total += bytes;
    }
    for (const { raw, bytes } of waiting.sort((a, b) => b.bytes - a.bytes)) {
      if (bytes <= CLOSE_ABOVE && total <= MAX_TOTAL) break;
      total -= bytes;
      slow.delete(raw);
      closeAtOnce(raw);
    }
  }

  io.engine.on('connection', (raw: RawSocket) => {
    raw.on('packetCreate', countPacket);
    raw.on('flush', countFlush);
  });
}

/** Resolves once the backlog is below the read pause, or when the connection has closed; undefined when no wait is needed. */
export function whenDrained({ conn }: Pick<Socket, 'conn'>): Promise<void> | undefined {
  const raw = conn as unknown as RawSocket;
  return isDrained(raw) ? undefined : pollUntilDrained(raw);
}

async function pollUntilDrained(raw: RawSocket): Promise<void> {
  while (!isDrained(raw)) await new Promise((resolve) => setTimeout(resolve, POLL_MS).unref());
}

const isDrained = (raw: RawSocket) => raw.readyState !== 'open' || backlogOf(raw) <= PAUSE_READS_ABOVE;

function backlogOf(raw: RawSocket): number {
  let sending = raw.transport.socket?.bufferedAmount ?? 0;
  for (const bytes of raw[SENDING]?.values() ?? []) sending += bytes;
  return (raw[BUFFERED] ?? 0) + sending;
}

/** The whole buffer goes to the transport. A polling client may poll again before it has read: those responses count until they end. */
function countFlush(this: RawSocket): void {
  const bytes = this[BUFFERED] ?? 0;
  this[BUFFERED] = 0;
  const { res } = this.transport;
  if (this.transport.name !== 'polling' || !res) return;
  const sending = (this[SENDING] ??= new Map());
  sending.set(res, bytes);
  res.once('close', () => sending.delete(res));
}

/** Without a close handshake: its frame would queue behind what the client does not read. */
export function closeAtOnce(raw: Pick<RawSocket, 'close'>): void {
  const { [SENDING]: sending, transport } = raw as RawSocket;
  const responses = [...(sending?.keys() ?? [])];
  transport.socket?.terminate();
  raw.close(true);
  for (const response of responses) response.destroy();
}

function sizeOf({ data, options }: Packet): number {
  if (options?.wsPreEncodedFrame) return options.wsPreEncodedFrame.reduce((sum, { length }) => sum + length, 0);
  return typeof data === 'string' ? Buffer.byteLength(data) : 0;
}
