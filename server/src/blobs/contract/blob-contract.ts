import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newObjectId } from '../../ids.ts';
import type { BlobStorage } from '../blob-storage.ts';
import { type Blobs, createBlobs } from '../blobs.ts';
import { createRemoveOrphans } from '../remove-orphans.ts';
import { bytes, chunksOf, endless, failing } from './contents.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIMIT = 30_000_000;
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

export type OpenedPlace = {
  storage: BlobStorage;
  /** How much is stored besides complete blobs: temporary files, chunks, parts. */
  countUnfinished(): Promise<number>;
  close(): Promise<void>;
};

/** The rules of blobs, on a place that is empty when it is opened. */
export function blobContract(name: string, openPlace: () => Promise<OpenedPlace>): void {
  describe(`blobs in ${name}`, () => {
    let place: OpenedPlace;
    let blobs: Blobs;
    let now: number;
    beforeEach(async () => {
      now = Date.parse('2026-11-23T10:00:00.000Z');
      place = await openPlace();
      blobs = createBlobs(place.storage, () => newObjectId(new Date(now)));
    });
    afterEach(() => place.close());
    const read = async (id: string, range?: { start: number; end: number }) => {
      const content = await blobs.open(id, range);
      return content && buffer(content);
    };
    const put = (content: Uint8Array) => blobs.put(chunksOf(content), { maxBytes: LIMIT });

    test.each([0, 1, 65_536, 300_001, 12_000_000])('[BLOB1] size and SHA-256 are those of the stored bytes: %i bytes', async (size) => {
      const content = bytes(size);
      const stored = await put(content);
      expect(stored).toEqual({ id: expect.stringMatching(/^[0-9a-f]{24}$/), size, sha256: sha256(content) });
      expect(sha256((await read(stored.id)) ?? bytes(1))).toBe(stored.sha256);
      expect(await place.storage.list(null, 10)).toEqual([{ id: stored.id, size }]);
      expect(await place.countUnfinished()).toBe(0);
    });

    test('[BLOB1] two puts at once are two blobs', async () => {
      const contents = [bytes(200_000, 1), bytes(200_000, 2)];
      const stored = await Promise.all(contents.map(put));
      expect(new Set(stored.map(({ id }) => id)).size).toBe(2);
      for (const [index, { id }] of stored.entries()) expect((await read(id))?.equals(contents[index] ?? bytes(0))).toBe(true);
    });

    test('[BLOB2] a content that fails stores nothing, and its own failure is reported', async () => {
      for (const size of [0, 100_000, 7_000_000]) {
        await expect(blobs.put(failing(size, new Error('connection lost')), { maxBytes: LIMIT })).rejects.toThrow('connection lost');
      }
      expect(await place.storage.list(null, 10)).toEqual([]);
      expect(await place.countUnfinished()).toBe(0);
    });

    test('[BLOB2] an aborted put stores nothing', async () => {
      const stop = new AbortController();
      const content = endless((sent) => sent > 200_000 && stop.abort());
      await expect(blobs.put(content, { maxBytes: LIMIT, signal: stop.signal })).rejects.toThrow('aborted');
      expect(await place.storage.list(null, 10)).toEqual([]);
      expect(await place.countUnfinished()).toBe(0);
    });

    test('[BLOB3] a content above the limit is refused as soon as it exceeds it, and stores nothing', async () => {
      let sent = 0;
      const content = endless((total) => (sent = total));
      await expect(blobs.put(content, { maxBytes: 100_000 })).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE', message: expect.stringContaining('100 kB') });
      expect(sent).toBeLessThan(1_000_000);
      expect(await place.storage.list(null, 10)).toEqual([]);
      expect(await place.countUnfinished()).toBe(0);
      const exact = bytes(100_000);
      expect(await blobs.put(chunksOf(exact), { maxBytes: 100_000 })).toMatchObject({ size: 100_000 });
    });

    test('[BLOB3] of a content that is read faster than it can be written, a bounded part waits in memory', async () => {
      let ahead = 0;
      let written = 0;
      const watched: BlobStorage['write'] = async (_id, content) => {
        for await (const slice of content) {
          written += slice.length;
          await new Promise(setImmediate);
        }
      };
      const slow = createBlobs({ ...place.storage, write: watched }, () => newObjectId(new Date(now)));
      await slow.put(
        (async function* () {
          for (let sent = 65_536; sent <= 6_553_600; sent += 65_536) {
            yield bytes(65_536);
            ahead = Math.max(ahead, sent - written);
          }
        })(),
        { maxBytes: LIMIT },
      );
      expect(ahead).toBeLessThanOrEqual(2 * 65_536);
    });

    test('[BLOB4] any range returns exactly its bytes; one that is not within the blob is refused', async () => {
      const content = bytes(700_000);
      const { id } = await put(content);
      for (const [start, end] of [
        [0, 0],
        [0, 9],
        [261_000, 523_000],
        [699_990, 699_999],
        [0, 699_999],
      ] as const) {
        expect((await read(id, { start, end }))?.equals(content.subarray(start, end + 1))).toBe(true);
      }
      for (const [start, end] of [
        [0, 700_000],
        [700_000, 700_000],
        [5, 4],
        [-5, 4],
        [0.5, 4],
        [0, Number.NaN],
      ] as const) {
        await expect(blobs.open(id, { start, end })).rejects.toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
      }
    });

    test('[BLOB5] a removed blob is gone, and removing it again is not an error', async () => {
      const [gone, kept] = [await put(bytes(10)), await put(bytes(20))];
      await blobs.remove(gone.id);
      await blobs.remove(gone.id);
      await blobs.remove('f'.repeat(24));
      expect(await blobs.open(gone.id)).toBeNull();
      expect(await read(kept.id)).toHaveLength(20);
    });

    test('[BLOB6] an id that no put returned finds and removes nothing', async () => {
      const { id } = await put(bytes(10));
      for (const other of [
        '',
        '.',
        '..',
        '../secrets.json',
        '/etc/passwd',
        `../${id}`,
        `${id}/..`,
        `${id}\0`,
        id.toUpperCase(),
        `${id} `,
        'f'.repeat(24),
        '%2e%2e',
        '$ne',
      ]) {
        if (other !== id) expect(await blobs.open(other)).toBeNull();
        if (other !== id) await blobs.remove(other);
      }
      expect(await read(id)).toHaveLength(10);
    });

    test('[BLOB7] a blob that no record claims is removed after a day; a claimed one and a new one are kept', async () => {
      const [orphan, claimed] = [await put(bytes(1)), await put(bytes(2))];
      now += DAY_MS + 1000;
      const recent = await put(bytes(3));
      const claims = [async (ids: string[]) => ids.filter((id) => id === claimed.id)];
      await createRemoveOrphans({ storage: place.storage, clock: () => new Date(now) }, claims)();
      expect(await blobs.open(orphan.id)).toBeNull();
      for (const { id } of [claimed, recent]) expect(await read(id)).not.toBeNull();
    });

    test('blobs are listed in order of their ids, page by page', async () => {
      const ids: string[] = [];
      for (let number = 0; number < 5; number++) {
        ids.push((await put(bytes(number))).id);
        now += 20 * 60 * 60 * 1000;
      }
      const first = await place.storage.list(null, 2);
      const second = await place.storage.list(first.at(-1)?.id ?? null, 2);
      const third = await place.storage.list(second.at(-1)?.id ?? null, 2);
      expect([...first, ...second, ...third]).toEqual(ids.map((id, size) => ({ id, size })));
      expect(await place.storage.list(ids.at(-1) ?? null, 2)).toEqual([]);
    });

    test('writing an id again replaces its content', async () => {
      const id = newObjectId(new Date(now));
      await place.storage.write(id, chunksOf(bytes(300_000)));
      await place.storage.write(id, chunksOf(bytes(100)));
      expect((await read(id))?.equals(bytes(100))).toBe(true);
      expect(await place.storage.list(null, 10)).toEqual([{ id, size: 100 }]);
    });
  });
}
