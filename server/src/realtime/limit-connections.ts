import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import { addressKey } from '../address-key.ts';
import { AppError, describeFailure } from '../failure.ts';
import { type Allowance, createAllowance } from './allowance.ts';

/** A refused client is notified in Socket.IO's way, which needs a connection. So many beyond the limit get one, the others an HTTP error. */
const NOTIFIED_SHARE = 0.1;
const CLOSE_REFUSED_AFTER_MS = 1000;
const RETRY_AFTER_MS = 5000;
const WARN_EVERY_MS = 60_000;
/** Namespaces that one connection enters, leaving and entering again included. */
const NAMESPACE_JOINS = { atOnce: 20, perSecond: 1 };

const IS_REFUSED = Symbol('too many connections of its address');
const JOINS = Symbol('namespaces it may still enter');
type Request = IncomingMessage & { clientIp?: string };
/** The part of an engine.io socket that this file uses. */
type RawSocket = {
  request: Request;
  on(event: 'data', listener: (this: RawSocket, data: unknown) => void): void;
  once(event: 'close', listener: () => void): void;
  close(discard: boolean): void;
  [IS_REFUSED]?: true;
  [JOINS]?: Allowance;
};

/** Counts the connections of each address, and refuses further ones with RATE_LIMITED when there are too many. */
export function limitConnections(io: Server, { perAddress, log, newRequestId }: { perAddress: number; log: Logger; newRequestId: () => string }): void {
  const open = new Map<string, number>();
  const keyOf = ({ clientIp = '' }: Request) => addressKey(clientIp);
  let warnedAt = Number.NEGATIVE_INFINITY;

  function warn(): void {
    if (performance.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = performance.now();
    log.warn({ limit: perAddress }, 'refused connections of an address that has too many; behind a proxy, set TRUST_PROXY');
  }

  io.engine.opts.allowRequest = (request: Request, decide: (problem: string | null, isAllowed: boolean) => void) => {
    const isAllowed = (open.get(keyOf(request)) ?? 0) < perAddress * (1 + NOTIFIED_SHARE) + 1;
    decide(isAllowed ? null : 'Too many connections.', isAllowed);
  };
  io.engine.on('connection', (raw: RawSocket) => {
    const key = keyOf(raw.request);
    const count = (open.get(key) ?? 0) + 1;
    open.set(key, count);
    raw.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
    raw.on('data', limitNamespaceJoins);
    if (count <= perAddress) return;
    warn();
    raw[IS_REFUSED] = true;
    setTimeout(() => raw.close(true), CLOSE_REFUSED_AFTER_MS).unref();
  });
  for (const namespace of ['/widget', '/admin']) io.of(namespace).use(refuse);

  function refuse(socket: Socket, next: (failure?: Error) => void): void {
    if (!(socket.conn as unknown as RawSocket)[IS_REFUSED]) return next();
    const error = describeFailure(new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS }), newRequestId());
    next(Object.assign(new Error(error.message), { data: error }));
  }
}

/** Each entry is authenticated and answered, so a client that does nothing else is disconnected. */
function limitNamespaceJoins(this: RawSocket, data: unknown): void {
  if (typeof data !== 'string' || data[0] !== '0') return;
  this[JOINS] ??= createAllowance(NAMESPACE_JOINS);
  if (!this[JOINS].use()) this.close(true);
}
