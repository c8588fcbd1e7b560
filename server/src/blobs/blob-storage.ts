import type { Readable } from 'node:stream';

/** First and last byte, both included, as in HTTP. */
export type ByteRange = { start: number; end: number };

/**
 * A place for blobs: a folder, GridFS, or S3-compatible storage. Ids are valid here: `blobs.ts` checks them. `contract/` tests the rules that all
 * places keep.
 */
export type BlobStorage = {
  /** Stores the content completely and durably, or nothing that `size` finds. Writing an id again replaces its content. */
  write(id: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** In bytes; null when there is no such blob. */
  size(id: string): Promise<number | null>;
  /** The whole blob, or the bytes of the range, which must lie within it. */
  read(id: string, range?: ByteRange): Readable;
  /** Resolves when there is no such blob any more. */
  remove(id: string): Promise<void>;
  /** The blobs whose ids come after this one (null: from the first), in order of their ids; empty only at the end. */
  list(after: string | null, limit: number): Promise<{ id: string; size: number }[]>;
  /** Removes what writes that began before this time left behind when their process died. */
  removeUnfinished(before: Date): Promise<void>;
};

/** The time in an id, in milliseconds: `ids.ts` puts the seconds into its first 8 digits. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) * 1000;
}
