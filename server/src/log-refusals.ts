import type { Logger } from 'pino';

const LOG_EVERY_MS = 60_000;

const REFUSALS = {
  connection: 'closed connections of an address that has too many',
  socket: 'refused socket connections of an address that has too many (CONNECTIONS_PER_IP)',
  call: 'refused calls without a sign-in from an address that makes too many (CALLS_PER_10S_PER_IP)',
  namespaces: 'closed socket connections that entered namespaces again and again',
} as const;

/** Records that a connection or call from this address was refused. */
export type LogRefusal = (kind: keyof typeof REFUSALS, address: string) => void;

/** Logs the first refusal of a kind immediately, and later ones once a minute with their number and the last address: a flood must not fill the log. */
export function createLogRefusal(log: Logger): LogRefusal {
  const recent = new Map<keyof typeof REFUSALS, { refused: number; address: string }>();

  function write(kind: keyof typeof REFUSALS, since: { refused: number; address: string }): void {
    log.warn(since, REFUSALS[kind]);
    recent.set(kind, { refused: 0, address: '' });
    setTimeout(endMinute, LOG_EVERY_MS, kind).unref();
  }

  function endMinute(kind: keyof typeof REFUSALS): void {
    const since = recent.get(kind);
    if (since?.refused) write(kind, since);
    else recent.delete(kind);
  }

  return (kind, address) => {
    const since = recent.get(kind);
    if (!since) return write(kind, { refused: 1, address });
    since.refused += 1;
    since.address = address;
  };
}
