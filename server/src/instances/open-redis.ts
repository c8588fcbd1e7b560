import { Redis, type RedisOptions } from 'ioredis';

/** A server that does not answer within this time counts as gone until it does, in milliseconds. */
const SILENCE_MS = 1000;
/** A read from the stream waits at most so long for news (see the adapter), so a connection that is silent for longer is dead. */
const READ_BLOCK_MS = 2000;
const RETRY_MS = 250;

export type RedisLink = {
  /** For commands: rejects at once while there is no connection, and after a second of silence; nothing is queued for later. */
  client: Redis;
  /** How long a read from the stream blocks, in milliseconds. */
  readBlockMs: number;
  /** Tells of a command that fails; resolves whatever becomes of it. */
  watch(command: Promise<unknown>): Promise<void>;
  close(): void;
};

/**
 * Connects to Redis and stays connected as well as it goes: Redis never holds the truth, so nothing here is worth waiting for.
 * `onProblem` hears when it goes away or refuses what it is asked, each cause once until it has reconnected.
 */
export function openRedis(url: string, onProblem: (problem: unknown) => void): RedisLink {
  const readers = new Set<Redis>();
  const timers: NodeJS.Timeout[] = [];
  let closed = false;
  const told = new Set<string>();
  const tell = (problem: unknown) => {
    if (!told.has(String(problem)) && !closed) onProblem(problem);
    told.add(String(problem));
  };
  const watch = (command: Promise<unknown>) => command.then(() => {}, tell);
  const client = connect(url, { enableOfflineQueue: false, socketTimeout: SILENCE_MS, maxRetriesPerRequest: 0 }, tell);

  client.on('ready', () => told.clear());

  /** Connections that wait for news; the adapter asks for them. */
  client.duplicate = () => {
    const reader = connect(url, { socketTimeout: 2 * READ_BLOCK_MS, maxRetriesPerRequest: null }, tell);
    readers.add(reader);
    // Who listens to a channel sends nothing by itself, and would not notice that nothing can come any more.
    timers.push(setInterval(() => reader.status === 'ready' && void watch(reader.ping()), READ_BLOCK_MS));
    // Nor does the adapter wait for this; an end before Redis was ever reached refuses it.
    const subscribe = reader.subscribe.bind(reader) as (...channels: string[]) => Promise<unknown>;
    reader.subscribe = ((...channels: string[]) => watch(subscribe(...channels))) as never;
    const read = reader.xread.bind(reader) as (...args: unknown[]) => Promise<unknown>;
    // The adapter reads again at once whatever happened: a failure waits a moment, and after the end there is no answer any more.
    reader.xread = ((...args: unknown[]) => (closed ? new Promise(() => {}) : read(...args).catch(failLater))) as never;
    return reader;
  };
  function failLater(failure: unknown): Promise<never> {
    tell(failure);
    return new Promise((_, reject) => setTimeout(reject, RETRY_MS, failure));
  }
  // The adapter does not wait for what it publishes and would leave a failure unhandled.
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

function connect(url: string, options: RedisOptions, tell: (problem: unknown) => void): Redis {
  const redis = new Redis(url, { ...options, connectTimeout: SILENCE_MS, retryStrategy: () => RETRY_MS });
  redis.on('error', tell);
  return redis;
}
