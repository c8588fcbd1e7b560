import type { Readable } from 'node:stream';
import { AppError } from '../failure.ts';
import type { BlobStorage, ByteRange } from './blob-storage.ts';
import { type Measured, measure } from './measure.ts';

/** What a record keeps of a blob. */
export type StoredBlob = Measured & { id: string };
export type PutOptions = {
  /** A longer content is refused with PAYLOAD_TOO_LARGE as soon as it exceeds this. */
  maxBytes: number;
  /** Aborts the put. */
  signal?: AbortSignal | undefined;
};

/**
 * Files that records refer to. A blob is bytes under an id: its name, type, owner and SHA-256 are in the record that claims it, and whoever may
 * read the record may read the blob. A blob that no record claims is removed after a day (`remove-orphans.ts`).
 *
 * Methods reject with UNAVAILABLE when the storage fails.
 */
export type Blobs = {
  /** Stores the content, or nothing. A failure of the content rejects with that failure. */
  put(content: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredBlob>;
  /** Null when there is no such blob; RANGE_NOT_SATISFIABLE when the range is not within it. */
  open(id: string, range?: ByteRange): Promise<Readable | null>;
  /** Idempotent. */
  remove(id: string): Promise<void>;
};

const ID = /^[0-9a-f]{24}$/;

export function createBlobs(storage: BlobStorage, newId: () => string): Blobs {
  return {
    async put(content, { maxBytes, signal }) {
      const id = newId();
      const measured = measure(content, { maxBytes, signal });
      await storage.write(id, measured.content).catch((failure: unknown) => {
        throw measured.failure() ?? unavailable(failure);
      });
      return { id, ...measured.result() };
    },
    async open(id, range) {
      if (!ID.test(id)) return null;
      const size = await storage.size(id).catch(rejectUnavailable);
      if (size === null) return null;
      if (range && !isWithin(range, size)) throw new AppError('RANGE_NOT_SATISFIABLE');
      return storage.read(id, range);
    },
    async remove(id) {
      if (ID.test(id)) await storage.remove(id).catch(rejectUnavailable);
    },
  };
}

function isWithin({ start, end }: ByteRange, size: number): boolean {
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end < size;
}

function unavailable(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', { cause });
}

function rejectUnavailable(cause: unknown): never {
  throw unavailable(cause);
}
