import type { IncomingMessage, Server } from 'node:http';
import type { Logger } from 'pino';
import proxyAddress from 'proxy-addr';
import { addressKey } from '../address-key.ts';
import { createExpiringMap } from '../expiring-map.ts';

/** The factor for an address that many clients share. */
const SHARED_FACTOR = 10;
const WARN_EVERY_MS = 3600_000;
/** Programs on private networks may pretend to be proxies; each costs an entry for this long. */
const TTL_MS = 24 * 3600_000;
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

const isPrivate = proxyAddress.compile(['loopback', 'linklocal', 'uniquelocal', '100.64.0.0/10']);

/** Proxies that the settings do not name: all their clients appear to have one address. */
export type UntrustedProxies = {
  /** Inspects the requests before other listeners do. */
  watch(http: Server): void;
  /** The factor for a limit of this `addressKey`: 1, or more where many clients share it. */
  factorOf(key: string): number;
};

/**
 * A peer on a private network that names a client before it is a proxy. The claimed client is not believed, since anyone could send it; the
 * only effects are that the address gets the shared limits, and that the log says what to set.
 */
export function createUntrustedProxies({
  trust,
  clock,
  log,
}: {
  trust: (address: string, hop: number) => boolean;
  clock: () => Date;
  log: Logger;
}): UntrustedProxies {
  const known = createExpiringMap<true>(clock, TTL_MS);
  let warnedAt = Number.NEGATIVE_INFINITY;

  function inspect(request: IncomingMessage): void {
    if (!PROXY_HEADERS.some((header) => header in request.headers)) return;
    const trusted = proxyAddress.all(request, trust);
    const address = trusted.at(-1) ?? '';
    // Our own proxy has named this client, and no other proxy came before it.
    if (trusted.length > 1 && trusted.length === proxyAddress.all(request).length) return;
    if (!isPrivate(address, 0)) return;
    known.set(addressKey(address), true);
    warn(address);
  }

  function warn(address: string): void {
    const now = clock().getTime();
    if (now - warnedAt < WARN_EVERY_MS) return;
    warnedAt = now;
    log.warn(
      { proxy: address },
      "visitors behind a reverse proxy count as one address; set TRUST_PROXY to the proxy's address and make it send X-Forwarded-For (docs/deploy.md)",
    );
  }

  return {
    watch(http) {
      http.prependListener('request', inspect);
      http.prependListener('upgrade', inspect);
    },
    factorOf: (key) => (known.get(key) ? SHARED_FACTOR : 1),
  };
}
