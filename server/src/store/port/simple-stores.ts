import type { OwnedRecord, RecordStore, SimpleStore } from './record-store.ts';

/** The simple stores, by name: `tags: simpleStore({ record: tagRecord, order: 'name' })`. Everything else about them follows on both engines. */
export const SIMPLE_STORES = {};

type RecordIn<S> = S extends SimpleStore<infer R> ? R : never;
export type SimpleStores = { [K in keyof typeof SIMPLE_STORES]: RecordStore<RecordIn<(typeof SIMPLE_STORES)[K]>> };

/** The same, for code that treats all alike. */
export const simpleStores = () => Object.entries(SIMPLE_STORES) as [string, SimpleStore<OwnedRecord>][];
