import { createHash } from 'node:crypto';
import { tooLarge } from '../too-large.ts';

export type Measured = {
  /** In bytes. */
  size: number;
  /** Of the bytes, in hexadecimal. */
  sha256: string;
};

/** The largest piece that is hashed and written at once; the event loop is free between two pieces. */
const SLICE_BYTES = 65_536;

/** Passes the content on in slices, and counts and hashes exactly what it passes on. */
export function measure(
  content: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: { maxBytes: number; signal?: AbortSignal | undefined },
): {
  content: AsyncIterable<Uint8Array>;
  /** Once the content has ended. */
  result(): Measured;
  /** Why the content broke off; undefined if it did not. */
  failure(): unknown;
} {
  const hash = createHash('sha256');
  let size = 0;
  let failure: unknown;
  async function* pass(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of content) {
        for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
          signal?.throwIfAborted();
          const slice = chunk.subarray(start, start + SLICE_BYTES);
          size += slice.length;
          if (size > maxBytes) throw tooLarge(maxBytes);
          hash.update(slice);
          yield slice;
        }
      }
      signal?.throwIfAborted();
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
  }
  return { content: pass(), result: () => ({ size, sha256: hash.digest('hex') }), failure: () => failure };
}
