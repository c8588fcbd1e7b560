import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'socket.io';
import { addressKey } from '../address-key.ts';
import { AppError, describeFailure } from '../failure.ts';
import type { LogRefusal } from '../log-refusals.ts';
import { closeAtOnce } from './backlog.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** How many connections beyond the limit may wait: for the rejection, which needs a connection, or to prove that an agent is signed in. */
const QUEUE = { share: 0.4, atLeast: 10, forMs: 1000 };
const RETRY_AFTER_MS = 5000;
/** Maximum namespace joins per connection, including leaving and rejoining. */
const NAMESPACE_JOINS = { burst: 20, perSecond: 1 };

const ADDRESS = Symbol('what its address has open');
const SHARE = Symbol('where it counts');
const JOINS = Symbol('namespaces it may still enter');
type Request = IncomingMessage & { clientIp?: string; res?: ServerResponse };
/** The parts of an engine.io socket that this file uses. */
type RawSocket = {
  request: Request;
  on(event: 'data', listener: (this: RawSocket, data: unknown) => void): void;
  once(event: 'close', listener: (this: RawSocket) => void): void;
  close(discard: boolean): void;
  [ADDRESS]?: OfAddress;
  [SHARE]?: 'admitted' | 'panels' | 'waiting';
  [JOINS]?: TokenBucket;
};
/** The connections of one address. Waiting ones are beyond the limit, oldest first. */
type OfAddress = { key: string; admitted: number; panels: number; waiting: Set<RawSocket> | null };

/**
 * Counts the connections of each address, and rejects further ones with RATE_LIMITED. Panels of signed-in agents have a share of their own, of
 * the same size: a connection beyond the general limit has a second to become one.
 */
export function limitConnections(
  io: Server,
  { limitOf, logRefusal, newRequestId }: { limitOf: (address: string) => number; logRefusal: LogRefusal; newRequestId: () => string },
): void {
  const open = new Map<string, OfAddress>();
  const keyOf = ({ clientIp = '' }: Request) => addressKey(clientIp);

  io.engine.opts.allowRequest = (request: Request, decide: (problem: null, isAllowed: true) => void) => {
    const key = keyOf(request);
    // A rejection over polling leaves no idle TCP connection behind.
    if ((open.get(key)?.admitted ?? 0) >= limitOf(key)) request.res?.setHeader('Connection', 'close');
    decide(null, true);
  };
  io.engine.on('connection', (raw: RawSocket) => {
    const key = keyOf(raw.request);
    const address = open.get(key) ?? { key, admitted: 0, panels: 0, waiting: null };
    open.set(key, address);
    raw[ADDRESS] = address;
    raw.on('data', limitNamespaceJoins);
    raw.once('close', leave);
    if (address.admitted >= limitOf(key)) return wait(raw, address);
    raw[SHARE] = 'admitted';
    address.admitted += 1;
  });
  io.of('/widget').use(({ conn }, next) => ((conn as unknown as RawSocket)[SHARE] === 'waiting' ? refuse(next) : next()));
  // Runs after the authentication middleware.
  io.of('/admin').use(({ conn }, next) => {
    const raw = conn as unknown as RawSocket;
    const { [ADDRESS]: address, [SHARE]: share } = raw;
    if (!address || share === 'panels') return next();
    if (address.panels < limitOf(address.key)) {
      leaveShare(raw, address);
      raw[SHARE] = 'panels';
      address.panels += 1;
    } else if (share === 'waiting') return refuse(next);
    next();
  });

  /** A new connection evicts the one that has waited longest: no flood keeps a panel from its turn. */
  function wait(raw: RawSocket, address: OfAddress): void {
    address.waiting ??= new Set();
    const [oldest] = address.waiting;
    if (oldest && address.waiting.size >= Math.max(QUEUE.atLeast, limitOf(address.key) * QUEUE.share)) closeAtOnce(oldest);
    raw[SHARE] = 'waiting';
    address.waiting.add(raw);
    setTimeout(() => raw[SHARE] === 'waiting' && closeAtOnce(raw), QUEUE.forMs).unref();
  }

  function leave(this: RawSocket): void {
    const address = this[ADDRESS];
    if (!address) return;
    if (this[SHARE] === 'waiting') logRefusal('socket', address.key);
    leaveShare(this, address);
    if (address.admitted === 0 && address.panels === 0 && !address.waiting?.size) open.delete(address.key);
  }

  /** Each join is authenticated and answered, so a client that does nothing else is disconnected. */
  function limitNamespaceJoins(this: RawSocket, data: unknown): void {
    if (typeof data !== 'string' || data[0] !== '0') return;
    this[JOINS] ??= createTokenBucket(NAMESPACE_JOINS);
    if (this[JOINS].take()) return;
    logRefusal('namespaces', this[ADDRESS]?.key ?? '');
    this.close(true);
  }

  function refuse(next: (failure: Error) => void): void {
    const error = describeFailure(new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS }), newRequestId());
    next(Object.assign(new Error(error.message), { data: error }));
  }
}

function leaveShare(raw: RawSocket, address: OfAddress): void {
  const { [SHARE]: share } = raw;
  if (share === 'waiting') address.waiting?.delete(raw);
  else if (share) address[share] -= 1;
  raw[SHARE] = undefined;
}
