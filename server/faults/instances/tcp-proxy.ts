import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network route to a server that can be broken. */
export type TcpProxy = {
  port: number;
  /** Closes all connections, and refuses new ones. */
  cut(): void;
  /** Lets nothing through on any connection, without closing them. */
  silence(): void;
  /**
   * New connections pass. Those that were silenced go on with all that was written meanwhile (`release`), as after a lost network,
   * or stay silent for ever, as behind a firewall that has forgotten them.
   */
  restore(silenced: 'release' | 'forget'): void;
  close(): Promise<void>;
};

type Pair = { client: Socket; server: Socket; isForgotten: boolean };

/**
 * @param target port on 127.0.0.1
 * @param shouldCut sees each chunk from the server before it is forwarded; true closes the connection instead
 */
export async function openTcpProxy(target: number, shouldCut: (piece: Buffer) => boolean = () => false): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let state: 'open' | 'cut' | 'silent' = 'open';

  function end(pair: Pair): void {
    pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }

  const proxy = createServer({ allowHalfOpen: false }, (client) => {
    if (state === 'cut') return void client.resetAndDestroy();
    const pair: Pair = { client, server: connect(target, '127.0.0.1'), isForgotten: false };
    pairs.add(pair);
    for (const socket of [client, pair.server]) {
      socket.setNoDelay(true);
      // While nothing passes, events at one end do not reach the other.
      for (const event of ['error', 'close']) socket.on(event, () => state !== 'silent' && !pair.isForgotten && end(pair));
    }
    client.on('data', (piece) => pair.server.write(piece));
    pair.server.on('data', (piece) => (shouldCut(piece) ? end(pair) : client.write(piece)));
    if (state === 'silent') pause(pair);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  return {
    port: (proxy.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      for (const pair of pairs) end(pair);
    },
    silence() {
      state = 'silent';
      for (const pair of pairs) pause(pair);
    },
    restore(silenced) {
      state = 'open';
      for (const pair of pairs) {
        if (!pair.client.isPaused()) continue;
        if (silenced === 'forget') pair.isForgotten = true;
        else resume(pair);
      }
    },
    async close() {
      for (const pair of pairs) end(pair);
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

function pause({ client, server }: Pair): void {
  client.pause();
  server.pause();
}

function resume({ client, server }: Pair): void {
  client.resume();
  server.resume();
}
