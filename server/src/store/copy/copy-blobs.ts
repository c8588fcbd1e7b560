import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { BlobStorage } from '../../blobs/blob-storage.ts';
import type { Digest } from './digest.ts';

const PAGE = 500;

/** All blobs, in order of their ids. */
async function* blobsOf(storage: BlobStorage): AsyncGenerator<{ id: string; size: number }> {
  let after: string | null = null;
  for (;;) {
    const page: { id: string; size: number }[] = await storage.list(after, PAGE);
    const last = page.at(-1);
    if (!last) return;
    yield* page;
    after = last.id;
  }
}

export async function countBlobs(storage: BlobStorage): Promise<number> {
  let count = 0;
  for await (const _blob of blobsOf(storage)) count += 1;
  return count;
}

/** Copies the missing blobs. One that is there with the same size is complete, because a place stores a blob completely or not at all. */
export async function copyBlobs(source: BlobStorage, target: BlobStorage, onBlob: () => void): Promise<void> {
  for await (const { id, size } of blobsOf(source)) {
    if ((await target.size(id)) !== size) await target.write(id, source.read(id));
    onBlob();
  }
}

/** The SHA-256 (hex) of the id, size and SHA-256 of each blob in order, with their number and total size. Reads all of them. */
export async function digestBlobs(storage: BlobStorage, onBlob: () => void): Promise<Digest & { bytes: number }> {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  for await (const { id, size } of blobsOf(storage)) {
    const content = createHash('sha256');
    await pipeline(storage.read(id), content);
    hash.update(`${id} ${size} ${content.digest('hex')}\n`);
    rows += 1;
    bytes += size;
    onBlob();
  }
  return { rows, bytes, hash: hash.digest('hex') };
}
