import { afterEach, beforeEach, expect, test } from 'vitest';
import { startS3Server } from '../testing/s3-server.ts';
import { createBlobs } from './blobs.ts';
import { blobContract } from './contract/blob-contract.ts';
import { bytes, chunksOf } from './contract/contents.ts';
import { createS3Storage } from './s3.ts';

let server: Awaited<ReturnType<typeof startS3Server>>;
beforeEach(async () => {
  server = await startS3Server();
});
afterEach(() => server.stop());

blobContract('S3-compatible storage', async () => ({
  storage: createS3Storage(server.config),
  countUnfinished: async () => server.uploads.size + [...server.objects.keys()].filter((key) => !key.startsWith('chat/blobs/')).length,
  close: async () => {},
}));

const id = '69'.padEnd(24, '0');

test('[BLOB2] a process killed during a put leaves nothing that can be opened, and maintenance removes the rest after a day', async () => {
  const storage = createS3Storage(server.config);
  let resume = () => {};
  const stalled = new Promise<void>((resolve) => (resume = resolve));
  const content = (async function* () {
    yield bytes(11_000_000);
    await stalled;
    throw new Error('killed');
  })();
  const write = storage.write(id, content).catch(() => {});
  while (server.uploads.size === 0 || server.objects.size === 0) await new Promise(setImmediate);
  expect(await storage.size(id)).toBeNull();
  expect(await storage.list(null, 10)).toEqual([]);
  await storage.removeUnfinished(new Date(Date.now() - 60_000));
  expect(server.uploads.size).toBe(1);
  await storage.removeUnfinished(new Date(Date.now() + 60_000));
  expect([server.uploads.size, server.objects.size]).toEqual([0, 0]);
  resume();
  await write;
});

test('another prefix in the same bucket is left alone', async () => {
  const [ours, theirs] = [createS3Storage(server.config), createS3Storage({ ...server.config, prefix: 'chat/blobs/other/' })];
  await theirs.write(id, chunksOf(bytes(5)));
  expect(await ours.size(id)).toBeNull();
  await ours.remove(id);
  expect(await theirs.size(id)).toBe(5);
});

test('wrong credentials, or a server that cannot be reached, are UNAVAILABLE', async () => {
  for (const wrong of [{ secretAccessKey: 'wrong' }, { endpoint: 'http://127.0.0.1:1' }]) {
    const blobs = createBlobs(createS3Storage({ ...server.config, ...wrong }), () => id);
    await expect(blobs.put(chunksOf(bytes(5)), { maxBytes: 10 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(blobs.open(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  }
});
