/**
 * The schemas that only add fields and records, by number: each is `added(<number>, …)` or `record(<name>, …, { since: <number> })` somewhere.
 * Never edit a released one.
 */
export const ADDITIVE_SCHEMAS: { number: number; name: string }[] = [
  { number: 6, name: 'settings of features, page history' },
  { number: 8, name: 'thread entries of features' },
];
