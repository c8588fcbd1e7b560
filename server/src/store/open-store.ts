import { join } from 'node:path';
import { openSqliteStore } from './sqlite/open-sqlite.ts';
import type { Store } from './store.ts';

export type StoreConfig = {
  /** Folder of the embedded store. */
  dataDir: string;
  /** Connection string of MongoDB; null = the embedded store. */
  mongodbUri: string | null;
};
export type StoreDeps = {
  clock: () => Date;
  /** Told when the store becomes unable to write, and why. */
  onProblem: (problem: unknown) => void;
};

/** Opens the engine that the configuration names. */
export async function openStore({ dataDir, mongodbUri }: StoreConfig, deps: StoreDeps): Promise<Store> {
  if (mongodbUri !== null) throw new Error('MONGODB_URI is set, but MongoDB is not supported in this version yet: leave it empty to use the embedded store.');
  return openSqliteStore({ file: join(dataDir, 'supportchat.db'), ...deps });
}
