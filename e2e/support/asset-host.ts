import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A CDN on its own origin: it fetches each requested file from the server once and caches it. */
export type AssetHost = {
  url: string;
  /** Paths that were requested. */
  asked: string[];
  /** Where it fetches from. */
  pullFrom(serverUrl: string): void;
  /** Changes what it serves; undefined = unchanged. */
  tamper: ((body: string) => string) | undefined;
  /** Closes all connections. */
  isDown: boolean;
  close(): Promise<void>;
};

export async function startAssetHost(): Promise<AssetHost> {
  let source = '';
  const server = createServer((request, response) => {
    if (host.isDown) return void request.socket.destroy();
    const path = request.url ?? '';
    host.asked.push(path);
    void fetch(source + path).then(async (answer) => {
      const body = await answer.text();
      const kept = ['content-type', 'cache-control', 'access-control-allow-origin', 'cross-origin-resource-policy'];
      response.writeHead(answer.status, Object.fromEntries(kept.map((name) => [name, answer.headers.get(name) ?? ''])));
      response.end(host.tamper?.(body) ?? body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: AssetHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    pullFrom: (serverUrl) => void (source = serverUrl),
    tamper: undefined,
    isDown: false,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return host;
}
