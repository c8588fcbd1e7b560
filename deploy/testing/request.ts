import type { IncomingHttpHeaders } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** What a client may choose: `from` is its address, such as 127.0.0.5. */
type Choice = { certificate: string; from?: string; method?: string; body?: string; headers?: Record<string, string> };

/** One request on its own connection. */
export function ask(url: string, { certificate, from, method = 'GET', body, headers }: Choice): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...connection(certificate, from), method, headers }, (response) => {
      text(response).then((content) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: content }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A WebSocket upgrade: its connection, or the status with which it was rejected. */
export function upgrade(url: string, { certificate, from }: Choice): Promise<Duplex | number> {
  return new Promise((resolve, reject) => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'c3VwcG9ydGNoYXQtdGVzdA==' };
    const outgoing = request(url, { ...connection(certificate, from), headers });
    outgoing.on('upgrade', (_response, socket) => resolve(socket));
    outgoing.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function connection(certificate: string, from: string | undefined): RequestOptions {
  return { ca: certificate, agent: false, ...(from !== undefined && { localAddress: from }) };
}
