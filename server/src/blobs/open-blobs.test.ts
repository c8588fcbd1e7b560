import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { startS3Server } from '../testing/s3-server.ts';
import { bytes, chunksOf } from './contract/contents.ts';
import { createFolderStorage } from './folder.ts';
import { openBlobStorage } from './open-blobs.ts';

const id = '69'.padEnd(24, '0');
const MONGODB_URI = 'mongodb://127.0.0.1:1';

test('by default, files are in a folder beside the embedded store and in GridFS beside a MongoDB; BLOBS names another place', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-'));
  const server = await startS3Server();
  try {
    const gridFs = createFolderStorage(join(dataDir, 'stands for the database'));
    const { endpoint, bucket, region, accessKeyId, secretAccessKey, prefix } = server.config;
    const s3 = {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_PREFIX: prefix,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const open = (env: Record<string, string>) => openBlobStorage(readConfig({ DATA_DIR: dataDir, ...env }), env.MONGODB_URI ? gridFs : undefined);
    expect(await open({ MONGODB_URI })).toBe(gridFs);
    await (await open({ ...s3, BLOBS: 's3', MONGODB_URI })).write(id, chunksOf(bytes(5)));
    expect([...server.objects.keys()]).toEqual([`${prefix}blobs/${id}`]);
    for (const env of [{}, { MONGODB_URI, BLOBS: 'folder' }] as Record<string, string>[]) {
      await (await open(env)).write(id, chunksOf(bytes(5)));
      expect(readdirSync(join(dataDir, 'blobs', id.slice(0, 4)))).toEqual([id]);
    }
  } finally {
    server.stop();
    rmSync(dataDir, { recursive: true });
  }
});

test('a place that is not completely set prevents the start', () => {
  expect(() => readConfig({ BLOBS: 'gridfs' })).toThrow('BLOBS=gridfs needs MONGODB_URI');
  expect(() => readConfig({ BLOBS: 's3', S3_BUCKET: 'files' })).toThrow('BLOBS=s3 needs S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  expect(() => readConfig({ S3_PREFIX: 'a/b' })).toThrow('S3_PREFIX');
});
