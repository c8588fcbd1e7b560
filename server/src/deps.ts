import type { Logger } from 'pino';
import type { BlobStorage } from './blobs/blob-storage.ts';
import type { Config } from './config.ts';
import type { RedisLink } from './instances/open-redis.ts';
import type { Secrets } from './secrets.ts';
import type { Store } from './store/store.ts';

/** The dependencies of the whole application. Slices declare the part that they use. */
export type Deps = {
  config: Config;
  store: Store;
  /** Server time; tests move it. */
  clock: () => Date;
  /** A new document id, 24 hexadecimal digits. */
  newId: () => string;
  /** Where uploaded files are. */
  blobStorage: BlobStorage;
  log: Logger;
  secrets: Secrets;
  /** What connects the processes of one installation; undefined when there is only this one. */
  redis?: RedisLink | undefined;
};
