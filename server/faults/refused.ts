import type { Ack } from '@supportchat/protocol';

/** A reply that was not ok. */
export class Refused extends Error {
  readonly retryable: boolean;
  readonly code: string;
  constructor({ code, message, retryable }: { code: string; message: string; retryable?: boolean }) {
    super(`${code}: ${message}`);
    this.code = code;
    this.retryable = retryable ?? false;
  }
}

/** Returns the reply's fields, or throws its failure. */
export function granted<T extends object>(reply: Ack<T>): T {
  if (!reply.ok) throw new Refused(reply.error);
  return reply;
}

/** socket.io-client's error for a missing reply. */
export function isTimeout(failure: unknown): boolean {
  return failure instanceof Error && /timed out|disconnected/.test(failure.message);
}
