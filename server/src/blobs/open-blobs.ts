import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { BlobStorage } from './blob-storage.ts';
import { createFolderStorage } from './folder.ts';

/** The place that the configuration selects: by default a folder beside the embedded store, and GridFS in the database of a MongoDB store. */
export function openBlobStorage({ blobs, dataDir }: Pick<Config, 'blobs' | 'dataDir'>, gridFs?: BlobStorage): BlobStorage {
  return blobs === 'gridfs' && gridFs ? gridFs : createFolderStorage(join(dataDir, 'blobs'));
}
