import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Never written to the log. */
export const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.visitorToken',
  '*.accessToken',
  '*.token',
];

/** One JSON line per event, on standard output. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: logLevel, redact: REDACTED });
}
