import { pipeline } from 'node:stream/promises';
import { type Db, GridFSBucket, ObjectId } from 'mongodb';
import type { BlobStorage } from '../../blobs/blob-storage.ts';

const BUCKET = 'blobs';

/**
 * Blobs in MongoDB, as GridFS: chunks, and a document that makes them a file once they are all stored. A write first notes its id in
 * `blobs.unfinished`, so that maintenance finds the chunks of a killed process without reading all of them.
 */
export function createGridFsStorage(db: Db): BlobStorage {
  const bucket = new GridFSBucket(db, { bucketName: BUCKET });
  const files = db.collection(`${BUCKET}.files`);
  const chunks = db.collection(`${BUCKET}.chunks`);
  const unfinished = db.collection(`${BUCKET}.unfinished`);

  const remove = async (_id: ObjectId) => {
    await files.deleteOne({ _id });
    await chunks.deleteMany({ files_id: _id });
  };
  /** The file document is written last, so chunks without one are incomplete. */
  const finish = async (_id: ObjectId) => {
    if (!(await files.findOne({ _id }, { projection: { _id: 1 } }))) await chunks.deleteMany({ files_id: _id });
    await unfinished.deleteOne({ _id });
  };

  return {
    async write(id, content) {
      const _id = new ObjectId(id);
      await unfinished.updateOne({ _id }, { $setOnInsert: { _id } }, { upsert: true });
      await remove(_id);
      try {
        await pipeline(content, bucket.openUploadStreamWithId(_id, ''));
      } finally {
        await finish(_id);
      }
    },
    async size(id) {
      const file = await files.findOne({ _id: new ObjectId(id) }, { projection: { length: 1 } });
      return file ? Number(file.length) : null;
    },
    read: (id, range) => bucket.openDownloadStream(new ObjectId(id), range && { start: range.start, end: range.end + 1 }),
    remove: (id) => remove(new ObjectId(id)),
    async list(after, limit) {
      const found = await files
        .find(after === null ? {} : { _id: { $gt: new ObjectId(after) } }, { projection: { length: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id, length }) => ({ id: _id.toHexString(), size: Number(length) }));
    },
    async removeUnfinished(before) {
      const newest = ObjectId.createFromTime(before.getTime() / 1000);
      for await (const { _id } of unfinished.find({ _id: { $lt: newest } })) await finish(_id);
    },
  };
}
