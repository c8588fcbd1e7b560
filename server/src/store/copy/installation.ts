import type { SecretsRecord } from '../store.ts';
import type { Key, Part, Rows } from './rows.ts';

/** Everything that one installation has stored, in either engine. */
export type Installation = {
  /** How it is told to people: the file, or the database and its servers. Without a password. */
  name: string;
  /** How many rows the part has. */
  count(part: Part): Promise<number>;
  /** The rows after the key (null: from the first), in order of their keys; none only at the end. */
  read<P extends Part>(part: P, after: Key | null, limit: number): Promise<Rows[P][]>;
  /** Null when there are none. */
  readSecrets(): Promise<SecretsRecord | null>;
  /** Null unless this is a copy that is not complete. */
  readMark(): Promise<Mark | null>;
  close(): Promise<void>;
};

export type Source = Installation & {
  /** Finishes what a crash has left half done; a sentence for each thing that it did. */
  finishHalfDone(): Promise<string[]>;
};

export type Target = Installation & {
  /** Makes it ready for rows and notes that it is a copy that is not complete. */
  begin(mark: Mark): Promise<void>;
  writeSecrets(secrets: SecretsRecord): Promise<void>;
  /** Adds the rows and notes how far the part has come. Rows that are there already are left, if they are the same. */
  write<P extends Part>(part: P, rows: Rows[P][], progress: PartProgress): Promise<void>;
  /** Takes the mark away: the copy is complete. */
  finish(): Promise<void>;
};

export type PartProgress = { after: Key; rows: number };

/** Stands in a target until its copy is complete; no server starts on it meanwhile. */
export type Mark = {
  source: {
    name: string;
    /** SHA-256 of its secrets: the same path or address may hold another installation by now. */
    secrets: string;
  };
  progress: Partial<Record<Part, PartProgress>>;
};

/** It cannot be copied: one line that says why and what to do. */
export class CopyRefused extends Error {}
