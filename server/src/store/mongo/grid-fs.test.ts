import { ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { blobContract } from '../../blobs/contract/blob-contract.ts';
import { bytes, chunksOf } from '../../blobs/contract/contents.ts';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { createGridFsStorage } from './grid-fs.ts';

describe.skipIf(mongodbUri === null)('MongoDB', () => {
  const database = createTestDatabase('blobs');
  const db = database.client.db();
  const openEmpty = async () => {
    for (const name of ['files', 'chunks', 'unfinished']) await db.collection(`blobs.${name}`).deleteMany({});
    return createGridFsStorage(db);
  };

  blobContract('GridFS', async () => ({
    storage: await openEmpty(),
    countUnfinished: async () => {
      const files = await db.collection('blobs.files').distinct('_id');
      return (await db.collection('blobs.chunks').countDocuments({ files_id: { $nin: files } })) + (await db.collection('blobs.unfinished').countDocuments());
    },
    close: async () => {},
  }));

  test('[BLOB2] a process killed during a put leaves nothing that can be opened, and maintenance removes the rest after a day', async () => {
    const storage = await openEmpty();
    const [killed, stored] = [new ObjectId(), new ObjectId()];
    await storage.write(stored.toHexString(), chunksOf(bytes(10)));
    // What is in the database when a process dies: before the file document, or right after it.
    await db.collection('blobs.chunks').insertMany([0, 1].map((n) => ({ files_id: killed, n, data: Buffer.alloc(10) })));
    await db.collection('blobs.unfinished').insertMany([{ _id: killed }, { _id: stored }]);
    expect(await storage.size(killed.toHexString())).toBeNull();
    await storage.removeUnfinished(new Date(Date.now() - 60_000));
    expect(await db.collection('blobs.chunks').countDocuments({ files_id: killed })).toBe(2);
    await storage.removeUnfinished(new Date(Date.now() + 60_000));
    expect(await db.collection('blobs.chunks').countDocuments({ files_id: killed })).toBe(0);
    expect(await db.collection('blobs.unfinished').countDocuments()).toBe(0);
    expect(await storage.size(stored.toHexString())).toBe(10);
  });
});
