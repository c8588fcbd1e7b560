import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { z } from 'zod';
import type { BlobStorage } from '../blobs/blob-storage.ts';
import { createBlobs, type StoredBlob } from '../blobs/blobs.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../failure.ts';
import { createHttp } from '../http/create-http.ts';
import { createHttpServer } from '../http/create-server.ts';
import { createRouter, route } from '../http/route.ts';
import { serializeResponses } from '../http/serialize-responses.ts';
import { newObjectId } from '../ids.ts';

export const MAX_BYTES = 1_000_000;
const StoredReply = z.object({ id: z.string(), size: z.number(), sha256: z.string() });

/**
 * Routes that take and return a file as a stream, on a server of their own with the product's HTTP layer: the bearer `agent` may use them, after
 * `limit` was called. Files have the name and the type that the query gives.
 */
export async function startFileServer(
  storage: BlobStorage,
  limit: () => void = () => {},
): Promise<{ url: string; port: number; started(): number; stop(): void }> {
  const blobs = createBlobs(storage, () => newObjectId(new Date()));
  const records = new Map<string, StoredBlob>();
  let started = 0;
  const upload = route(
    {
      method: 'post',
      path: '/files',
      summary: 'Store a file',
      tag: 'Files',
      access: 'read-conversations',
      body: { maxBytes: MAX_BYTES },
      reply: StoredReply,
      status: 201,
    },
    async ({ body }) => {
      started += 1;
      const stored = await blobs.put(body, { maxBytes: MAX_BYTES });
      records.set(stored.id, stored);
      return stored;
    },
  );
  const download = route(
    {
      method: 'get',
      path: '/files/{id}',
      summary: 'Get a file',
      tag: 'Files',
      access: 'read-conversations',
      query: z.object({ name: z.string(), type: z.string() }),
      reply: 'file',
    },
    async ({ params: { id = '' }, query }) => {
      const record = records.get(id);
      if (!record) throw new AppError('NOT_FOUND');
      return { ...query, size: record.size, sha256: record.sha256, open: (range) => blobs.open(id, range) };
    },
  );
  const api = createRouter([upload, download], {
    authenticate: async (token) => {
      if (token !== 'agent') throw new AppError('UNAUTHENTICATED');
      return { actor: { may: new Set(['read-conversations']) }, agent: { _id: 'agent' } } as never;
    },
    limitUser: async (_user, _isHeavy, act) => {
      limit();
      return act();
    },
    countAnonymousCall: async () => {},
  });
  const http = createHttpServer({ limitOf: () => 100, isProxy: () => false, logRefusal: () => {} });
  http.on('request', createHttp({ config: readConfig({}), log: pino({ level: 'silent' }) }, { api, pages: [], countAnonymousCall: async () => {} }));
  serializeResponses(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v1/files`,
    port,
    started: () => started,
    stop: () => {
      http.closeAllConnections();
      http.close();
    },
  };
}
