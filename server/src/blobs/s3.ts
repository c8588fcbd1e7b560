import { Readable } from 'node:stream';
import { S3mini, S3ServiceError } from 's3mini';
import type { BlobStorage } from './blob-storage.ts';

export type S3Config = {
  /** Of the service, such as https://s3.eu-central-1.amazonaws.com. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Beginning of all keys. */
  prefix: string;
};

/** What is in memory of one write: the smallest part that S3 accepts, so a blob of up to 50 GB fits into the 10,000 parts that it accepts. */
const PART_BYTES = 5 * 1024 * 1024;
/** Where the ids of unfinished uploads are, under the prefix. */
const UNFINISHED = 'unfinished/';

/**
 * Blobs in S3-compatible storage. A small one is one object; a larger one is uploaded in parts, which become an object together. The upload is
 * noted under `unfinished/` first, so that maintenance finds the parts of a killed process.
 */
export function createS3Storage({ endpoint, bucket, region, accessKeyId, secretAccessKey, prefix }: S3Config): BlobStorage {
  const s3 = new S3mini({ endpoint: `${endpoint}/${bucket}`, region, accessKeyId, secretAccessKey });
  const blobs = `${prefix}blobs/`;
  const keyOf = (id: string) => blobs + id;
  const noteOf = (id: string) => prefix + UNFINISHED + id;

  async function finish(id: string): Promise<void> {
    const uploadId = await s3.getObject(noteOf(id));
    if (uploadId !== null) await s3.abortMultipartUpload(keyOf(id), uploadId).catch(ignoreMissing);
    await s3.deleteObject(noteOf(id));
  }

  async function writeParts(id: string, parts: AsyncIterator<Buffer>, first: Buffer, second: Buffer): Promise<void> {
    const uploadId = await s3.getMultipartUploadId(keyOf(id));
    await s3.putObject(noteOf(id), uploadId);
    try {
      const uploaded = [await s3.uploadPart(keyOf(id), uploadId, first, 1), await s3.uploadPart(keyOf(id), uploadId, second, 2)];
      for (let next = await parts.next(); !next.done; next = await parts.next()) {
        uploaded.push(await s3.uploadPart(keyOf(id), uploadId, next.value, uploaded.length + 1));
      }
      await s3.completeMultipartUpload(keyOf(id), uploadId, uploaded);
    } catch (failure) {
      await finish(id).catch(() => {});
      throw failure;
    }
    await s3.deleteObject(noteOf(id));
  }

  return {
    async write(id, content) {
      const parts = partsOf(content);
      const first = await parts.next();
      const second = first.done ? first : await parts.next();
      if (!first.done && !second.done) await writeParts(id, parts, first.value, second.value);
      else await s3.putObject(keyOf(id), first.value ?? Buffer.alloc(0));
    },
    size: (id) => s3.getContentLength(keyOf(id)).catch(nullIfMissing),
    read: (id, range) => Readable.from(readObject(s3, keyOf(id), range)),
    async remove(id) {
      await s3.deleteObject(keyOf(id));
    },
    async list(after, limit) {
      const page = await s3.listObjectsPaged('/', blobs, limit, undefined, after === null ? {} : { 'start-after': keyOf(after) });
      return (page?.objects ?? []).map(({ Key, Size }) => ({ id: Key.slice(blobs.length), size: Size }));
    },
    async removeUnfinished(before) {
      for (const { Key, LastModified } of (await s3.listObjects('/', prefix + UNFINISHED)) ?? []) {
        if (new Date(LastModified) < before) await finish(Key.slice(prefix.length + UNFINISHED.length));
      }
    },
  };
}

/** The content in parts of the same size; only the last one is smaller. */
async function* partsOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const slice of content) {
    waiting.push(slice);
    size += slice.length;
    while (size >= PART_BYTES) {
      const all = Buffer.concat(waiting);
      yield all.subarray(0, PART_BYTES);
      waiting = [all.subarray(PART_BYTES)];
      size -= PART_BYTES;
    }
  }
  if (size > 0) yield Buffer.concat(waiting);
  return undefined;
}

async function* readObject(s3: S3mini, key: string, range?: { start: number; end: number }): AsyncGenerator<Uint8Array> {
  const response = await (range ? s3.getObjectRaw(key, false, range.start, range.end + 1) : s3.getObjectRaw(key));
  if (response.body) yield* response.body;
}

function isMissing(failure: unknown): boolean {
  if (failure instanceof S3ServiceError) return failure.status === 404;
  return failure instanceof Error && failure.cause !== undefined && isMissing(failure.cause);
}

function nullIfMissing(failure: unknown): null {
  if (isMissing(failure)) return null;
  throw failure;
}

function ignoreMissing(failure: unknown): void {
  if (!isMissing(failure)) throw failure;
}
