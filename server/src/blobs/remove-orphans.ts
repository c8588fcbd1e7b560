import { type BlobStorage, timeOfId } from './blob-storage.ts';

/** Of these blobs, the ids of those that a record refers to. A feature whose records own blobs provides one. */
export type FindClaimed = (ids: string[]) => Promise<string[]>;

/** How long a record may take to claim its blob, and a put to finish, in milliseconds. */
const GRACE_MS = 24 * 60 * 60 * 1000;
/** How many blobs one run looks at: each run takes up where the previous one stopped, and starts over after the last blob. */
const BATCH = 500;

/**
 * Maintenance of blobs: removes what killed processes left, and blobs that no record claimed within a day or whose record is gone. Unless some
 * feature claims blobs, none is removed: every one would look orphaned.
 */
export function createRemoveOrphans(
  { storage, clock }: { storage: Pick<BlobStorage, 'list' | 'remove' | 'removeUnfinished'>; clock: () => Date },
  claims: readonly FindClaimed[],
): () => Promise<void> {
  let after: string | null = null;
  return async () => {
    const before = clock().getTime() - GRACE_MS;
    await storage.removeUnfinished(new Date(before));
    if (claims.length === 0) return;
    const listed = (await storage.list(after, BATCH)).map(({ id }) => id);
    const old = listed.filter((id) => timeOfId(id) < before);
    const claimed = new Set((await Promise.all(claims.map((find) => find(old)))).flat());
    for (const id of old) if (!claimed.has(id)) await storage.remove(id);
    after = old.length === BATCH ? (old.at(-1) ?? null) : null;
  };
}
