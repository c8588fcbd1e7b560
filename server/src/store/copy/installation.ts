import type { BlobStorage } from '../../blobs/blob-storage.ts';
import type { SecretsRecord } from '../port/secrets.ts';
import type { Key, Part, Rows } from './rows.ts';

/** Everything that one installation has stored, in either engine. */
export type Installation = {
  /** Its name in messages: the file, or the database and its servers. Without a password. */
  name: string;
  /** How many rows the part has. */
  count(part: Part): Promise<number>;
  /** The rows after the key (null: from the first), ordered by key; empty only at the end. */
  read<P extends Part>(part: P, after: Key | null, limit: number): Promise<Rows[P][]>;
  /** Its uploaded files. */
  blobs: BlobStorage;
  /** Null when there are none. */
  readSecrets(): Promise<SecretsRecord | null>;
  /** Null unless this is an incomplete copy. */
  readMark(): Promise<Mark | null>;
  close(): Promise<void>;
};

export type Source = Installation & {
  /** Finishes what a crash left incomplete; returns one sentence per repair. */
  finishIncomplete(): Promise<string[]>;
};

export type Target = Installation & {
  /** Prepares it for rows and marks it as an incomplete copy. */
  begin(mark: Mark): Promise<void>;
  writeSecrets(secrets: SecretsRecord): Promise<void>;
  /** Adds the rows and records the progress of the part. Rows that already exist are kept if they are identical. */
  write<P extends Part>(part: P, rows: Rows[P][], progress: PartProgress): Promise<void>;
  /** Removes the mark: the copy is complete. */
  finish(): Promise<void>;
};

export type PartProgress = { after: Key; rows: number };

/** Present in a target until its copy is complete; no server starts on it meanwhile. */
export type Mark = {
  source: {
    name: string;
    /** SHA-256 of its secrets: the same path or address may hold another installation by now. */
    secrets: string;
  };
  progress: Partial<Record<Part, PartProgress>>;
};

/** The copy cannot start: one line that says why and what to do. */
export class CopyRefused extends Error {}
