import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { S3Config } from './blobs/s3.ts';

type Setting<T> = { parse: z.ZodType<T, string>; default: string; about: string };
const setting = <T>(parse: z.ZodType<T, string>, defaultText: string, about: string): Setting<T> => ({ parse, default: defaultText, about });

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
const orNull = (schema: z.ZodType<string, string>) => z.union([z.literal('').transform(() => null), schema]);

const webAddress = (example: string) =>
  orNull(z.url({ protocol: /^https?$/, error: `must be a web address such as ${example}` }).transform((url) => url.replace(/\/+$/, '')));

/** Every setting: how it is parsed, its default, one sentence. `docs/settings.md` is printed from here. */
export const SETTINGS = {
  PORT: setting(whole(0, 65535), '3000', 'TCP port to listen on; 0 picks a free one.'),
  HOST: setting(z.string().min(1), '0.0.0.0', 'Address to listen on. Use 127.0.0.1 to accept connections from this machine only, for example behind a proxy.'),
  DATA_DIR: setting(
    z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
    './data',
    'Folder of the embedded store and the secrets. Back it up, and keep it private.',
  ),
  PUBLIC_URL: setting(
    webAddress('https://chat.example.com'),
    '',
    'Address at which browsers reach the server, for the embed code and links. Empty: http://localhost and the port.',
  ),
  ASSET_URL: setting(
    webAddress('https://cdn.example.com'),
    '',
    'Address, for example of a CDN, from which pages fetch the hashed files of the widget (`/w/…`); see deploy/cdn.md. Empty: the server itself.',
  ),
  LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    'info',
    'How much is logged: fatal, error, warn, info, debug, trace or silent.',
  ),
  TRUST_PROXY: setting(
    z.string().refine(isTrustProxy, 'must be empty, a number of proxies, or addresses such as loopback or 10.0.0.0/8'),
    '',
    'Which proxies to trust for X-Forwarded-For and X-Forwarded-Proto: empty for none, the number of proxies in front, or their addresses (loopback, 10.0.0.0/8), separated by commas.',
  ),
  MONGODB_URI: setting(
    orNull(z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')),
    '',
    'Use this MongoDB instead of the embedded store. The database is `supportchat` unless the address names one.',
  ),
  BLOBS: setting(
    z.enum(['', 'folder', 'gridfs', 's3']),
    '',
    'Where uploaded files are stored: folder (`DATA_DIR/blobs`), gridfs (in the MongoDB) or s3 (S3-compatible storage, with the settings `S3_…`). Empty: gridfs with MONGODB_URI, otherwise folder. Instances that share a database need the same place.',
  ),
  S3_ENDPOINT: setting(webAddress('https://s3.eu-central-1.amazonaws.com'), '', 'Address of S3-compatible storage, without the bucket.'),
  S3_BUCKET: setting(
    orNull(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')),
    '',
    'Bucket for uploaded files; it exists and is private.',
  ),
  S3_REGION: setting(z.string().min(1), 'us-east-1', 'Region of the bucket, as its service names it.'),
  S3_PREFIX: setting(
    z.string().regex(/^[a-zA-Z0-9._-]+\/$/, 'must be a name that ends with /'),
    'supportchat/',
    'Beginning of the name of each file in the bucket. Each installation needs its own: files that it does not know are removed.',
  ),
  S3_ACCESS_KEY_ID: setting(orNull(z.string()), '', 'Access key that may read, write, list and delete under the prefix.'),
  S3_SECRET_ACCESS_KEY: setting(orNull(z.string()), '', 'Its secret.'),
  MONGODB_POOL_SIZE: setting(whole(1, 1000), '20', 'Maximum number of connections from one instance to each MongoDB server.'),
  REDIS_URL: setting(
    orNull(z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')),
    '',
    'Connects instances that share one MongoDB: events propagate at once, and limits and presence are shared.',
  ),
  DEMO_PAGE: setting(flag, 'true', 'Serve the small demo shop at /demo, with the widget of the first active site.'),
  SHUTDOWN_TIMEOUT_MS: setting(whole(0, 60_000), '5000', 'Maximum time that a shutdown waits for commits and responses in progress, in milliseconds.'),
  VISITOR_MESSAGES_PER_10S: setting(whole(1, 1_000_000), '100', 'Messages that one visitor may send within 10 seconds; above that they have to wait.'),
  VISITOR_MESSAGES_PER_10S_PER_IP: setting(
    whole(1, 1_000_000),
    '600',
    'Messages that all visitors of one address (IPv6: one /64) together may send within 10 seconds; above that they have to wait.',
  ),
  CONVERSATIONS_PER_MINUTE_PER_IP: setting(
    whole(1, 1_000_000),
    '60',
    'New conversations from one address within a minute, plus five times as many within 15 minutes; above that visitors have to wait.',
  ),
  HISTORY_READS_PER_10S: setting(
    whole(1, 1_000_000),
    '60',
    'Pages of history that one visitor or agent may read within 10 seconds, joins included; above that they have to wait.',
  ),
  CONNECTIONS_PER_IP: setting(
    whole(1, 1_000_000),
    '500',
    'Socket connections that one address (IPv6: one /64) may hold. It may also hold as many agent panels, and three times as many connections of any kind. Further ones are refused. Behind a proxy, set TRUST_PROXY.',
  ),
  CONNECTIONS_PER_VISITOR: setting(whole(1, 1_000_000), '30', 'Tabs and devices in which one visitor may be connected to one instance; further ones wait.'),
  CALLS_PER_10S: setting(whole(1, 1_000_000), '500', 'REST calls that one signed-in user may make within 10 seconds; above that they have to wait.'),
  CALLS_PER_10S_PER_IP: setting(
    whole(1, 1_000_000),
    '3000',
    'Requests without a sign-in that one address (IPv6: one /64) may make to one instance within 10 seconds, files included; above that they are refused. Sockets do not count.',
  ),
  LOGIN_FAILURES_PER_15MIN: setting(
    whole(1, 1_000_000),
    '10',
    'Wrong passwords for one account from one address within 15 minutes. The limit is five times as high for one address over all accounts, and ten times as high for one account over all addresses.',
  ),
} as const;

type Values = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['parse']> };

/** The settings, parsed and validated, under the names that the code uses. */
export type Config = {
  port: Values['PORT'];
  host: string;
  dataDir: string;
  /** Without a trailing slash; null = http://localhost and the port. */
  publicUrl: string | null;
  /** Without a trailing slash; null = the server itself. */
  assetUrl: string | null;
  logLevel: Values['LOG_LEVEL'];
  /** In Express's format. */
  trustProxy: false | number | string[];
  mongodbUri: string | null;
  mongodbPoolSize: number;
  redisUrl: string | null;
  blobs: 'folder' | 'gridfs' | 's3';
  /** Null when it is not completely set. */
  s3: S3Config | null;
  demoPage: boolean;
  shutdownTimeoutMs: number;
  limits: {
    visitorMessagesPer10s: number;
    visitorMessagesPer10sPerIp: number;
    conversationsPerMinutePerIp: number;
    historyReadsPer10s: number;
    connectionsPerIp: number;
    connectionsPerVisitor: number;
    callsPer10s: number;
    callsPer10sPerIp: number;
    loginFailuresPer15Min: number;
  };
};

/** A setting is wrong: the message names each one and says what it must be. */
export class ConfigError extends Error {}

/** Reads the settings from the environment. An empty variable counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const read = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { parse, default: fallback }]) => {
      const text = env[name]?.trim() || fallback;
      const result = (parse as z.ZodType).safeParse(text);
      if (!result.success) problems.push(`${name}=${JSON.stringify(text)} ${result.error.issues[0]?.message ?? 'is not valid'}.`);
      return [name, result.data];
    }),
  ) as Values;
  if (read.REDIS_URL && !read.MONGODB_URI)
    problems.push('REDIS_URL needs MONGODB_URI: several instances share one database, and the embedded store serves one.');
  if (read.BLOBS === 'gridfs' && !read.MONGODB_URI) problems.push('BLOBS=gridfs needs MONGODB_URI: GridFS keeps files in that database.');
  const s3 = readS3(read);
  if (read.BLOBS === 's3' && !s3) problems.push('BLOBS=s3 needs S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  if (problems.length > 0) throw new ConfigError(`Wrong setting: ${problems.join(' ')}`);
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    publicUrl: read.PUBLIC_URL,
    assetUrl: read.ASSET_URL,
    logLevel: read.LOG_LEVEL,
    trustProxy: readTrustProxy(read.TRUST_PROXY),
    mongodbUri: read.MONGODB_URI,
    mongodbPoolSize: read.MONGODB_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    s3,
    blobs: read.BLOBS || (read.MONGODB_URI ? 'gridfs' : 'folder'),
    demoPage: read.DEMO_PAGE,
    shutdownTimeoutMs: read.SHUTDOWN_TIMEOUT_MS,
    limits: {
      visitorMessagesPer10s: read.VISITOR_MESSAGES_PER_10S,
      visitorMessagesPer10sPerIp: read.VISITOR_MESSAGES_PER_10S_PER_IP,
      conversationsPerMinutePerIp: read.CONVERSATIONS_PER_MINUTE_PER_IP,
      historyReadsPer10s: read.HISTORY_READS_PER_10S,
      connectionsPerIp: read.CONNECTIONS_PER_IP,
      connectionsPerVisitor: read.CONNECTIONS_PER_VISITOR,
      callsPer10s: read.CALLS_PER_10S,
      callsPer10sPerIp: read.CALLS_PER_10S_PER_IP,
      loginFailuresPer15Min: read.LOGIN_FAILURES_PER_15MIN,
    },
  };
}

function readS3(read: Values): S3Config | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = read;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return null;
  return { endpoint, bucket, accessKeyId, secretAccessKey, region: read.S3_REGION, prefix: read.S3_PREFIX };
}

/** Where browsers reach a server that listens on `port`. */
export function publicUrlOf(config: Config, port: number): string {
  return config.publicUrl ?? `http://localhost:${port}`;
}

function readTrustProxy(text: string): Config['trustProxy'] {
  if (text === '') return false;
  return /^\d+$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim());
}

function isTrustProxy(text: string): boolean {
  const named = new Set(['loopback', 'linklocal', 'uniquelocal']);
  const isRange = (part: string) => named.has(part) || isIP(part.replace(/\/\d{1,3}$/, '')) !== 0;
  return text === '' || /^\d{1,2}$/.test(text) || text.split(',').every((part) => isRange(part.trim()));
}
