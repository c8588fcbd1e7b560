import { Redis, type RedisOptions } from 'ioredis';

/** A server that does not answer within this time counts as down until it does, in milliseconds. */
const SILENCE_MS = 1000;
/** A read from the stream waits at most this long for entries (see the adapter), so a connection that is silent for longer is dead. */
const READ_BLOCK_MS = 2000;
const RETRY_MS = 250;

export type RedisLink = {
  /** For commands: rejects immediately while disconnected, and after a second of silence; nothing is queued. */
  client: Redis;
  /** How long a read from the stream blocks, in milliseconds. */
  readBlockMs: number;
  /** Reports a command that fails; always resolves. */
  watch(command: Promise<unknown>): Promise<void>;
  close(): void;
};

/**
 * Connects to Redis and keeps reconnecting: Redis never holds the truth, so nothing here is worth waiting for. `onProblem` is called when
 * Redis goes away or refuses a command, once per cause until it has reconnected.
 */
export function openRedis(url: string, onProblem: (problem: unknown) => void): RedisLink {
  const readers = new Set<Redis>();
  const timers: NodeJS.Timeout[] = [];
  let closed = false;
  const reported = new Set<string>();
  const report = (problem: unknown) => {
    if (!reported.has(String(problem)) && !closed) onProblem(problem);
    reported.add(String(problem));
  };
  const watch = (command: Promise<unknown>) => command.then(() => {}, report);
  const client = connect(url, { enableOfflineQueue: false, socketTimeout: SILENCE_MS, maxRetriesPerRequest: 0 }, report);

  client.on('ready', () => reported.clear());

  /** Connections that wait for entries; requested by the adapter. */
  client.duplicate = () => {
    const reader = connect(url, { socketTimeout: 2 * READ_BLOCK_MS, maxRetriesPerRequest: null }, report);
    readers.add(reader);
    // A subscribed connection sends nothing by itself and would not notice that the link is dead.
    timers.push(setInterval(() => reader.status === 'ready' && void watch(reader.ping()), READ_BLOCK_MS));
    // The adapter does not await this; closing before Redis was ever reached rejects it.
    const subscribe = reader.subscribe.bind(reader) as (...channels: string[]) => Promise<unknown>;
    reader.subscribe = ((...channels: string[]) => watch(subscribe(...channels))) as never;
    const read = reader.xread.bind(reader) as (...args: unknown[]) => Promise<unknown>;
    // The adapter reads again immediately, whatever happened: a failure is delayed, and after closing the read never settles.
    reader.xread = ((...args: unknown[]) => (closed ? new Promise(() => {}) : read(...args).catch(failLater))) as never;
    return reader;
  };
  function failLater(failure: unknown): Promise<never> {
    report(failure);
    return new Promise((_, reject) => setTimeout(reject, RETRY_MS, failure));
  }
  // The adapter does not await its publishes and would leave a rejection unhandled.
  const publish = client.publish.bind(client);
  client.publish = (channel: string | Buffer, message: string | Buffer) => watch(publish(channel, message)).then(() => 0);

  return {
    client,
    readBlockMs: READ_BLOCK_MS,
    watch,
    close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      for (const connection of [client, ...readers]) connection.disconnect();
    },
  };
}

function connect(url: string, options: RedisOptions, report: (problem: unknown) => void): Redis {
  const redis = new Redis(url, { ...options, connectTimeout: SILENCE_MS, retryStrategy: () => RETRY_MS });
  redis.on('error', report);
  return redis;
}
