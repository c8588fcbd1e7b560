import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compression from 'compression';
import express from 'express';
import { afterAll, expect, test } from 'vitest';
import { compressedFiles } from './compressed-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportchat-files-'));
for (const [name, content] of Object.entries({ 'a.js': 'plain a', 'a.js.br': 'brotli a', 'a.js.gz': 'gzip a', 'b.js': 'plain b' })) {
  writeFileSync(join(folder, name), content);
}

const server = express()
  .use(compression({ threshold: 0 }), compressedFiles(folder, 'public, max-age=9'), express.static(folder))
  .listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

type Answer = { status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string };

/** Not with fetch: it decodes the response. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

test.each([
  ['gzip, deflate, br, zstd', 'br', 'brotli a'],
  ['br;q=0.1, gzip;q=1', 'br', 'brotli a'],
  ['gzip, deflate', 'gzip', 'gzip a'],
  ['br;q=0, gzip', 'gzip', 'gzip a'],
  ['identity', undefined, 'plain a'],
  ['gzip;q=0, br;q=0', undefined, 'plain a'],
  ['', undefined, 'plain a'],
])('[HOST2] Accept-Encoding "%s" receives the file made by the build: %s', async (accepted, encoding, body) => {
  const answer = await ask('/a.js', { 'Accept-Encoding': accepted });
  expect(answer).toMatchObject({ status: 200, body });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.vary).toBe('Accept-Encoding');
});

test('[HOST2] each encoding has its own validator, and a matching one returns 304', async () => {
  const brotli = await ask('/a.js', { 'Accept-Encoding': 'br' });
  const gzip = await ask('/a.js', { 'Accept-Encoding': 'gzip' });
  expect(brotli.headers.etag).not.toBe(gzip.headers.etag);
  expect(brotli.headers['cache-control']).toBe('public, max-age=9');
  const again = await ask('/a.js', { 'Accept-Encoding': 'br', 'If-None-Match': String(brotli.headers.etag) });
  expect([again.status, again.body, again.headers.vary]).toEqual([304, '', 'Accept-Encoding']);
  expect(await ask('/a.js', { 'Accept-Encoding': 'br' }, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test('[HOST2] a file without compressed variants is still served, and paths outside the folder are not', async () => {
  expect((await ask('/b.js', { 'Accept-Encoding': 'br;q=0' })).body).toBe('plain b');
  for (const path of ['/none.js', '/../a.js', '/%2e%2e/a.js', '/%00.js', '/%zz.js', '//etc/passwd.js']) {
    expect((await ask(path, { 'Accept-Encoding': 'br' })).status, path).toBeGreaterThanOrEqual(400);
  }
});
