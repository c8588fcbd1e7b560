import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { BlobStorage } from './blob-storage.ts';
import { createFolderStorage } from './folder.ts';
import type { S3Config } from './s3.ts';

/** The place that the configuration selects. `gridFs`: in the database of the store, if that is MongoDB. */
export async function openBlobStorage({ blobs, dataDir, s3 }: Pick<Config, 'blobs' | 'dataDir' | 's3'>, gridFs?: BlobStorage): Promise<BlobStorage> {
  if (blobs === 's3' && s3) return openS3(s3);
  return blobs === 'gridfs' && gridFs ? gridFs : createFolderStorage(join(dataDir, 'blobs'));
}

/** The client is loaded only where it is used. */
export async function openS3(config: S3Config): Promise<BlobStorage> {
  const { createS3Storage } = await import('./s3.ts');
  return createS3Storage(config);
}
