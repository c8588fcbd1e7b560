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
  close(): void;
};

/**
 * Connects to Redis and stays connected as well as it goes: Redis never holds the truth, so nothing here is worth waiting for.
 * `onProblem` hears when it goes away, once each time.
 */
export function openRedis(url: string, onProblem: (problem: unknown) => void): RedisLink {
  const readers = new Set<Redis>();
  let closed = false;
  const client = connect(url, { enableOfflineQueue: false, socketTimeout: SILENCE_MS, maxRetriesPerRequest: 0 }, onProblem);

  /** Connections that wait for news; the adapter asks for them. */
  client.duplicate = () => {
    const reader = connect(url, { socketTimeout: 2 * READ_BLOCK_MS, maxRetriesPerRequest: null }, () => {});
    readers.add(reader);
    // Who listens to a channel sends nothing by itself, and would not notice that nothing can come any more.
    const timer = setInterval(() => reader.status === 'ready' && void reader.ping().catch(() => {}), READ_BLOCK_MS);
    reader.once('end', () => clearInterval(timer));
    const read = reader.xread.bind(reader) as (...args: unknown[]) => Promise<unknown>;
    // The adapter reads again at once whatever happened: a failure waits a moment, and after the end there is no answer any more.
    reader.xread = ((...args: unknown[]) =>
      closed ? new Promise(() => {}) : read(...args).catch((failure: unknown) => new Promise((_, reject) => setTimeout(reject, RETRY_MS, failure)))) as never;
    return reader;
  };
  // The adapter does not wait for what it publishes and would leave a failure unhandled.
  const publish = client.publish.bind(client);
  client.publish = (channel: string | Buffer, message: string | Buffer) => publish(channel, message).catch(() => 0);

  return {
    client,
    readBlockMs: READ_BLOCK_MS,
    close() {
      closed = true;
      for (const connection of [client, ...readers]) connection.disconnect();
    },
  };
}

function connect(url: string, options: RedisOptions, onProblem: (problem: unknown) => void): Redis {
  const redis = new Redis(url, { ...options, connectTimeout: SILENCE_MS, retryStrategy: () => RETRY_MS });
  let told = false;
  redis.on('error', (problem: unknown) => {
    if (!told) onProblem(problem);
    told = true;
  });
  redis.on('ready', () => (told = false));
  return redis;
}
