import { join } from 'node:path';
import type { BlobStorage } from '../blobs/blob-storage.ts';
import { assertCompleteDatabase, assertCompleteFile } from './copy/assert-complete.ts';
import { checkFile } from './sqlite/check-file.ts';
import { openSqliteStore } from './sqlite/open-sqlite.ts';
import type { Store } from './store.ts';

export type StoreConfig = {
  /** Folder of the embedded store. */
  dataDir: string;
  /** Connection string of MongoDB; null = the embedded store. */
  mongodbUri: string | null;
  /** Maximum connections to each MongoDB server; by default the engine's own limit. */
  mongodbPoolSize?: number | undefined;
};
/** With `gridFs`, the database also keeps uploaded files. */
export type OpenedStore = Store & { gridFs?: BlobStorage };
export type StoreDeps = {
  clock: () => Date;
  /** Called when the store becomes unable to write, with the reason. */
  onProblem: (problem: unknown) => void;
};

/** Reads the whole file of the embedded store; returns one sentence per problem. */
export function checkStore({ dataDir, mongodbUri }: StoreConfig): { file: string; problems: string[] } {
  if (mongodbUri !== null) throw new Error('This checks the file of the embedded store. MongoDB checks its own: see its validate command.');
  const file = join(dataDir, 'supportchat.db');
  return { file, problems: checkFile(file) };
}

/** Opens the engine selected by the configuration. */
export async function openStore({ dataDir, mongodbUri, mongodbPoolSize }: StoreConfig, deps: StoreDeps): Promise<OpenedStore> {
  if (mongodbUri !== null) {
    await assertCompleteDatabase(mongodbUri);
    // The driver is loaded only where it is used.
    const { openMongoStore } = await import('./mongo/open-mongo.ts');
    return openMongoStore({ uri: mongodbUri, maxPoolSize: mongodbPoolSize, ...deps });
  }
  const file = join(dataDir, 'supportchat.db');
  assertCompleteFile(file);
  return openSqliteStore({ file, ...deps });
}
