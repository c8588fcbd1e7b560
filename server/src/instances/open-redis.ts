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

type Options = Pick<RedisOptions, 'enableOfflineQueue' | 'socketTimeout' | 'maxRetriesPerRequest'>;
/** What the caller of a command receives. */
type Settle = (name: string, reply: Promise<unknown>) => Promise<unknown>;

/** A client whose failures suit the adapter, which awaits few of its commands, and whose duplicates are the adapter's connections for reading. */
class AdapterRedis extends Redis {
  readonly #settle: Settle;
  readonly #openReader: (() => Redis) | undefined;

  constructor(url: string, options: Options, settle: Settle, openReader?: () => Redis) {
    super(url, { ...options, connectTimeout: SILENCE_MS, retryStrategy: () => RETRY_MS });
    this.#settle = settle;
    this.#openReader = openReader;
  }

  override duplicate(): never {
    return (this.#openReader?.() ?? super.duplicate()) as never;
  }

  /** Every command passes here, and again when it is sent after reconnecting; then no one awaits the result. */
  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    return this.#settle(args[0].name, super.sendCommand(...args) as Promise<unknown>);
  }
}

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
  const client = new AdapterRedis(url, { enableOfflineQueue: false, socketTimeout: SILENCE_MS, maxRetriesPerRequest: 0 }, settleCommand, openReader);

  client.on('error', report);
  client.on('ready', () => reported.clear());

  /** Connections that wait for entries; requested by the adapter. */
  function openReader(): Redis {
    const reader = new AdapterRedis(url, { socketTimeout: 2 * READ_BLOCK_MS, maxRetriesPerRequest: null }, settleRead);
    reader.on('error', report);
    readers.add(reader);
    // A subscribed connection sends nothing by itself and would not notice that the link is dead.
    timers.push(setInterval(() => reader.status === 'ready' && void watch(reader.ping()), READ_BLOCK_MS));
    return reader;
  }

  /** The adapter does not await its publishes and would leave a rejection unhandled. */
  function settleCommand(name: string, reply: Promise<unknown>): Promise<unknown> {
    return name === 'publish' ? watch(reply).then(() => 0) : reply;
  }

  /**
   * The adapter does not await its subscription either; closing before Redis was ever reached rejects it. It reads again immediately,
   * whatever happened: a failure is delayed, and after closing the read never settles.
   */
  function settleRead(name: string, reply: Promise<unknown>): Promise<unknown> {
    if (name === 'subscribe') return watch(reply);
    if (name !== 'xread') return reply;
    const read = reply.catch(failLater);
    read.catch(() => {});
    return read;
  }

  function failLater(failure: unknown): Promise<never> {
    report(failure);
    return new Promise((_, reject) => {
      if (!closed) setTimeout(reject, RETRY_MS, failure);
    });
  }

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
