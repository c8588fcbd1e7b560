import { report } from './analytics.ts';
import type { Sql } from './connection.ts';
import { countInbox, search } from './conversation-reads.ts';

type Reads = {
  search: typeof search;
  countInbox: typeof countInbox;
  report: typeof report;
};
export type ReadName = keyof Reads;
export type ReadRequest<Name extends ReadName> = Parameters<Reads[Name]>[1];
export type ReadAnswer<Name extends ReadName> = Awaited<ReturnType<Reads[Name]>>;
type Read<Name extends ReadName> = (sql: Sql, request: ReadRequest<Name>, goesOn: () => void) => ReadAnswer<Name> | Promise<ReadAnswer<Name>>;

/** Reads that may take long. */
const READS: { [Name in ReadName]: Read<Name> } = { search, countInbox, report };

/** Runs one of them; `goesOn` throws when no one is waiting for the result anymore. */
export async function runRead<Name extends ReadName>(sql: Sql, name: Name, request: ReadRequest<Name>, goesOn: () => void): Promise<ReadAnswer<Name>> {
  const read: Read<Name> = READS[name];
  return await read(sql, request, goesOn);
}
