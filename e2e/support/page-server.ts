import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A customer's website on its own origin: every path answers with the same page. */
export type Website = { origin: string; close(): Promise<void> };

export async function startWebsite(
  page: (path: string) => { html: string; scripts?: Record<string, string>; headers?: Record<string, string> },
): Promise<Website> {
  const server = createServer((request, response) => {
    const { html, scripts = {}, headers = {} } = page(request.url ?? '/');
    const script = scripts[request.url ?? ''];
    response.writeHead(200, { 'Content-Type': script === undefined ? 'text/html; charset=utf-8' : 'text/javascript', ...headers });
    response.end(script ?? html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A plain page with the embed code, as a customer would paste it. */
export function pageWithWidget(serverUrl: string, config: object, body = '<main><h1>Shop</h1></main>'): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title><body>${body}
<script>window.SupportChatConfig = ${JSON.stringify(config)}</script>
<script async src="${serverUrl}/widget.js"></script></body></html>`;
}
