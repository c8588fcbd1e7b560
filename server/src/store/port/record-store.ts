import type { Page, PageRequest } from './page.ts';
import type { Field, RecordDescription } from './record.ts';

/** What each record in a simple store has. It is removed with its site, and with its conversation if it belongs to one. */
export type OwnedRecord = { _id: string; siteId: string; conversationId?: string | null };

/** A store of records that need no acts of their own: tags, canned responses, views, teams, hooks. */
export type RecordStore<R extends OwnedRecord> = {
  /** A taken id, or taken values of the `unique` fields, reject with CONFLICT [ST80]. */
  add(record: R): Promise<void>;
  get(id: string): Promise<R | null>;
  /** In the store's order: by a text (ignoring case) and id, otherwise the newest id first. `search` is a part of one of the searched texts, ignoring case [ST81]. */
  list(request: PageRequest & { siteIds?: string[] | undefined; conversationId?: string | undefined; search?: string | undefined }): Promise<Page<R>>;
  /** The record with these changes; null when there is none. Taken `unique` values reject with CONFLICT [ST80]. */
  update(id: string, changes: Partial<Omit<R, '_id' | 'siteId' | 'conversationId'>>): Promise<R | null>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
};

type TextField<R> = { [K in keyof R & string]: R[K] extends string ? K : never }[keyof R & string];

/** A simple store: its record, and how it is listed. */
export type SimpleStore<R extends OwnedRecord> = {
  record: RecordDescription<R>;
  /** The text that lists are sorted by. */
  order?: TextField<R>;
  /** The texts that a search looks in. */
  search?: readonly TextField<R>[];
  /** Fields of which no two records have the same values. */
  unique?: readonly (keyof R & string)[];
};

/** Any of them, for code that treats all alike. */
export type AnySimpleStore = {
  record: { name: string; since?: number; fields: Record<string, Field<unknown>> };
  order?: string;
  search?: readonly string[];
  unique?: readonly string[];
};

export const simpleStore = <R extends OwnedRecord>(described: SimpleStore<R>): SimpleStore<R> => described;
