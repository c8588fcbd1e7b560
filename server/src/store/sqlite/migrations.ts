import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { fieldsOf, type RecordDescription } from '../port/record.ts';
import { RECORDS } from '../port/records.ts';
import { additiveSchemas } from '../port/schemas.ts';
import { simpleStores } from '../port/simple-stores.ts';
import { AGENT_READ_MARKS } from './agent-read-marks.ts';
import type { Connection } from './connection.ts';
import { JOBS } from './jobs.ts';
import { createTable } from './record-store.ts';
import { REMOVALS } from './removals.ts';
import { SCHEMA, WAITING_INDEX, WITHOUT_TIME_INDEX } from './schema.ts';
import { SEARCH_SCHEMA } from './search-schema.ts';
import { columnOf } from './table.ts';
import { TERM_INDEXES } from './term-indexes.ts';
import { inTransaction } from './transaction.ts';

/** One step of the schema, never edited once released. */
export type Migration = { number: number; name: string; statements: string };

const OWN: Migration[] = [
  { number: 1, name: 'schema', statements: SCHEMA + SEARCH_SCHEMA },
  { number: 2, name: 'waiting conversations', statements: WAITING_INDEX },
  { number: 3, name: 'no index of messages by time', statements: WITHOUT_TIME_INDEX },
  { number: 4, name: 'terms of searches', statements: TERM_INDEXES },
  { number: 5, name: 'removals', statements: REMOVALS },
  { number: 7, name: 'jobs', statements: JOBS },
  { number: 9, name: 'read marks of agents', statements: AGENT_READ_MARKS },
];

export const MIGRATIONS: Migration[] = [...OWN, ...additiveSchemas().map((schema) => ({ ...schema, statements: addedBy(schema.number) }))].sort(
  (a, b) => a.number - b.number,
);

/**
 * Migrates the database to the newest schema, each step in its own transaction, or all in the one that is open. A database with data is copied
 * first, to `<file>.before-0002` when 2 is the first pending step. Rejects a database written by a newer version.
 */
export function migrate(connection: Connection, clock: () => Date, migrations: Migration[] = MIGRATIONS): void {
  const current = readVersion(connection);
  const newest = migrations.at(-1)?.number ?? 0;
  if (current > newest) {
    throw new Error(
      `it was written by a newer version of SupportChat (schema ${current}, this version knows ${newest}); start that version or restore a backup`,
    );
  }
  const pending = migrations.filter(({ number }) => number > current);
  if (pending[0] && current > 0) copyBefore(connection, pending[0].number);
  for (const migration of pending) apply(connection, migration, clock());
}

/** The statements that add the fields and the simple stores of that schema. */
function addedBy(schema: number): string {
  const tables = simpleStores().flatMap(([, described]) => (described.record.since === schema ? [createTable(described)] : []));
  const columns = RECORDS.flatMap((described) =>
    fieldsOf(described as RecordDescription<Record<string, unknown>>)
      .filter(({ since }) => since === schema)
      .map((field) => `ALTER TABLE ${described.name} ADD COLUMN ${columnOf(field.field, field)};`),
  );
  return [...tables, ...columns].join('\n');
}

/** The number of the newest completed step; 0 for a new database. */
function readVersion({ sql }: Connection): number {
  const known = sql.get(`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`);
  return known ? (sql.get<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM migrations')?.number ?? 0) : 0;
}

function apply(connection: Connection, { number, name, statements }: Migration, at: Date): void {
  const { sql } = connection;
  const step = () => {
    // Another process may have been faster.
    if (readVersion(connection) >= number) return;
    connection.exec('CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, appliedAt INTEGER NOT NULL) STRICT');
    connection.exec(statements);
    sql.run('INSERT INTO migrations VALUES (@number, @name, @at)', { number, name, at: at.getTime() });
  };
  if (connection.inTransaction()) step();
  else inTransaction(connection, step);
}

/** Copies beside the file first and then renames, so that the name never refers to an incomplete copy. */
function copyBefore({ file, sql }: Connection, number: number): void {
  if (file === ':memory:') return;
  const copy = `${file}.before-${String(number).padStart(4, '0')}`;
  rmSync(`${copy}.tmp`, { force: true });
  try {
    sql.run('VACUUM INTO @path', { path: `${copy}.tmp` });
    flush(`${copy}.tmp`);
  } catch (cause) {
    rmSync(`${copy}.tmp`, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    const megabytes = Math.ceil(statSync(file).size / 1_000_000);
    throw new Error(`it could not be copied before its migration (${reason}), and is unchanged; free at least ${megabytes} MB on its disk and start again`, {
      cause,
    });
  }
  renameSync(`${copy}.tmp`, copy);
}

/** SQLite does not wait for the disk when it writes a copy. */
function flush(path: string): void {
  const opened = openSync(path, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
