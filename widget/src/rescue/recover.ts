import type { ErrorBody } from '@supportchat/protocol';
import type { Embed } from '../loader/main.ts';
import { moveIntoFrame } from './move-into-frame.ts';

const TRIES = 4;

/** The widget could not start, for the `tried`th time; `again` retries. */
export type Failure = { embed: Embed; error: unknown; tried: number; again(): void };

/**
 * Failures are retried up to three times. The page's own built-ins may be the cause: therefore in a frame of our own, if the page allows one.
 * A rejection by the server is final.
 */
export function recover({ embed, error, tried, again }: Failure): void {
  embed.leaving?.abort();
  const { code, message, retryable } = error as Partial<ErrorBody>;
  const isRefused = typeof code === 'string' && !retryable;
  const { siteKey } = embed.config;
  if (!siteKey || isRefused || tried >= TRIES) console.warn(`SupportChat: ${siteKey ? message : 'siteKey is missing.'}`);
  else if (globalThis === window) moveIntoFrame(embed, (isMoved) => isMoved || later());
  else later();

  function later(): void {
    setTimeout(again, 1000 * 3 ** (tried - 1));
  }
}
