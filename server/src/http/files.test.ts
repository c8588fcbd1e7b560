import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bytes, endless } from '../blobs/contract/contents.ts';
import { createFolderStorage } from '../blobs/folder.ts';
import { AppError } from '../failure.ts';
import { MAX_BYTES, startFileServer } from '../testing/file-server.ts';

let folder: string;
let server: Awaited<ReturnType<typeof startFileServer>>;
let limit: () => void;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-files-'));
  limit = () => {};
  server = await startFileServer(createFolderStorage(folder), () => limit());
});
afterEach(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});

const authorization = 'Bearer agent';
const stored = () => createFolderStorage(folder).list(null, 10);
async function upload(content: Uint8Array, headers: Record<string, string> = {}): Promise<{ status: number; body: any }> {
  const response = await fetch(server.url, { method: 'POST', body: Buffer.from(content), headers: { authorization, ...headers } });
  return { status: response.status, body: await response.json() };
}
const download = (id: string, headers: Record<string, string> = {}, { name = 'photo.png', type = 'image/png' } = {}) =>
  fetch(`${server.url}/${id}?${new URLSearchParams({ name, type })}`, { headers: { authorization, ...headers } });

/** Sends a request as written, and collects what comes back. */
async function connectRaw(head: string[]): Promise<{ socket: Socket; answer: () => string }> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString())).on('error', () => {});
  socket.write(`POST /api/v1/files HTTP/1.1\r\nHost: x\r\n${head.join('\r\n')}\r\n\r\n`);
  return { socket, answer: () => answer };
}

test('[BLOB8] an upload is stored as it arrives, whatever its type says, and read back', async () => {
  const content = bytes(600_000);
  for (const type of ['application/octet-stream', 'application/json', 'multipart/form-data; boundary=x']) {
    const { status, body } = await upload(content, { 'content-type': type });
    expect([status, body.size]).toEqual([201, content.length]);
    expect(Buffer.from(await (await download(body.id)).arrayBuffer()).equals(content)).toBe(true);
  }
});

test('[BLOB8] without a sign-in, or above the rate, the answer comes while the body has not been sent', async () => {
  for (const [header, status] of [
    ['X-Nothing: 1', 401],
    ['Authorization: Bearer stranger', 401],
    ['Authorization: Bearer agent', 429],
  ] as const) {
    limit = () => {
      throw new AppError('RATE_LIMITED');
    };
    const { socket, answer } = await connectRaw([header, 'Content-Length: 500000']);
    await vi.waitFor(() => expect(answer()).toContain(`HTTP/1.1 ${status} `));
    socket.destroy();
  }
  expect(server.started()).toBe(0);
});

test('[BLOB8] a declared length above the limit is refused unread; so is a longer body without one, and then the connection is closed', async () => {
  const declared = await connectRaw(['Authorization: Bearer agent', `Content-Length: ${MAX_BYTES + 1}`]);
  await vi.waitFor(() => expect(declared.answer()).toContain('This is too large. The limit is 1 MB.'));
  expect(server.started()).toBe(0);
  const closed = new Promise((resolve) => declared.socket.once('close', resolve));
  await closed;

  const { socket, answer } = await connectRaw(['Authorization: Bearer agent', 'Transfer-Encoding: chunked']);
  const stop = new Promise((resolve) => socket.once('close', resolve)).then(() => true);
  for await (const chunk of endless(() => {})) {
    if (socket.destroyed) break;
    socket.write(`${chunk.length.toString(16)}\r\n`);
    if (!socket.write(Buffer.concat([chunk, Buffer.from('\r\n')]))) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), stop]);
  }
  expect(answer()).toContain('HTTP/1.1 413 ');
  expect(await stored()).toEqual([]);
});

test('[BLOB8] an upload that is cut off stores nothing', async () => {
  const { socket } = await connectRaw(['Authorization: Bearer agent', 'Content-Length: 500000']);
  socket.write(bytes(200_000));
  await vi.waitFor(() => expect(readdirSync(join(folder, 'unfinished'))).toHaveLength(1));
  socket.destroy();
  await vi.waitFor(() => expect(readdirSync(join(folder, 'unfinished'))).toEqual([]));
  expect(await stored()).toEqual([]);
});

test('[BLOB9] ranges: first, middle, open-ended, last; one beyond the end is 416, several are the whole file', async () => {
  const content = bytes(5000);
  const { body } = await upload(content);
  for (const [range, start, end] of [
    ['bytes=0-9', 0, 9],
    ['bytes=1000-1999', 1000, 1999],
    ['bytes=4990-', 4990, 4999],
    ['bytes=-10', 4990, 4999],
    ['bytes=4990-9999', 4990, 4999],
  ] as const) {
    const response = await download(body.id, { range });
    expect([response.status, response.headers.get('content-range')]).toEqual([206, `bytes ${start}-${end}/5000`]);
    expect(Buffer.from(await response.arrayBuffer()).equals(content.subarray(start, end + 1))).toBe(true);
  }
  const beyond = await download(body.id, { range: 'bytes=5000-' });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */5000']);
  expect(await beyond.json()).toMatchObject({ error: { code: 'RANGE_NOT_SATISFIABLE' } });
  expect((await download(body.id, { range: 'bytes=0-1,9-12' })).status).toBe(200);
  expect((await download(body.id, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
});

test('[BLOB9] the ETag is the SHA-256; the file is revalidated by it, is private, and is never changed on the way', async () => {
  const { body } = await upload(bytes(100));
  const first = await download(body.id, { 'accept-encoding': 'br, gzip' }, { name: 'a.txt', type: 'text/plain' });
  expect(Object.fromEntries(first.headers)).toMatchObject({
    etag: `"${body.sha256}"`,
    'cache-control': 'private, no-cache, no-transform',
    'content-length': '100',
    'x-content-type-options': 'nosniff',
  });
  expect(first.headers.get('content-encoding')).toBeNull();
  const again = await download(body.id, { 'if-none-match': `"${body.sha256}"`, 'cache-control': 'max-age=0' });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('[BLOB10] only types that cannot contain scripts are shown in place; all others are downloads without their type', async () => {
  const { body } = await upload(bytes(100));
  const seen = async (type: string, name = 'file.html') => {
    const { headers } = await download(body.id, {}, { name, type });
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    return [headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]];
  };
  for (const type of ['image/png', 'image/webp', 'audio/mpeg', 'video/mp4']) expect(await seen(type)).toEqual([type, 'inline']);
  for (const type of ['text/html', 'image/svg+xml', 'application/pdf', 'text/xml', 'text/plain', 'IMAGE/PNG', 'image/png; x=<script>', ''])
    expect(await seen(type)).toEqual(['application/octet-stream', 'attachment']);
});

test('[BLOB10] a name of any kind stays a name', async () => {
  const { body } = await upload(bytes(100));
  for (const name of ['räksmörgås 配送.png', 'a"; filename=evil.exe', '../../etc/passwd', 'x\r\nSet-Cookie: a=1', '\u202Egnp.exe', '']) {
    const response = await download(body.id, {}, { name, type: 'text/plain' });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-disposition')).not.toMatch(/[\r\n/]|\\[^"\\]|\u202E/);
  }
});

test('a file whose content is gone is NOT_FOUND, and an empty one is empty', async () => {
  const { body } = await upload(bytes(100));
  await createFolderStorage(folder).remove(body.id);
  expect((await download(body.id)).status).toBe(404);
  const empty = await upload(bytes(0));
  const response = await download(empty.body.id);
  expect([response.status, await response.text()]).toEqual([200, '']);
});
