import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFolderStorage } from '../../../blobs/folder.ts';
import type { Connection, Sql } from '../../sqlite/connection.ts';
import { indexAllMessages } from '../../sqlite/indexing.ts';
import { freeLeases } from '../../sqlite/jobs.ts';
import { migrate } from '../../sqlite/migrations.ts';
import { inTransaction } from '../../sqlite/transaction.ts';
import type { Mark, PartProgress, Source, Target } from '../installation.ts';
import type { Part, Row } from '../rows.ts';
import { makeFile, openFile } from './open-file.ts';
import { readSecretsFile, writeSecretsFile } from './secrets-file.ts';
import { readMark, removeMark, writeMark } from './sqlite-mark.ts';
import { countRows, insertRows, readRows } from './sqlite-rows.ts';

/** The write-ahead log may grow to this many pages (80 MB) between checkpoints: fewer checkpoints rewrite the same index pages less often. */
const CHECKPOINT_PAGES = 20_000;

/** The installation in a file, opened exclusively. `sql` is null while there is no such file. */
export function openSqliteInstallation(file: string, clock: () => Date): Source & Target & { isAbsent: boolean } {
  let connection = openFile(file);
  let mark: Mark | null = connection && readMark(connection.sql);

  function writeProgress(sql: Sql, part: Part, progress: PartProgress): void {
    if (!mark) throw new Error('The copy was not started.');
    mark = { ...mark, progress: { ...mark.progress, [part]: progress } };
    writeMark(sql, mark);
  }
  return {
    name: file,
    blobs: createFolderStorage(join(dirname(file), 'blobs')),
    isAbsent: connection === null,
    count: async (part) => (connection ? countRows(connection.sql, part) : 0),
    read: async (part, after, limit) => {
      // The engine is synchronous; timers, signals and the other side get their turn in between.
      await nextTurn();
      return (connection ? readRows(connection.sql, part, after, limit) : []) as never[];
    },
    readSecrets: async () => readSecretsFile(file),
    readMark: async () => mark,
    finishIncomplete: async () => {
      const source = connection;
      // A job is where it was stored until it is moved, which is no repair.
      if (source) inTransaction(source, () => freeLeases(source.sql, clock()));
      return [];
    },
    begin: async (begun) => {
      const target = (connection ??= makeFile(file));
      target.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      // In one transaction: a file with a part of the schema, or without the mark, would not be recognized as a copy to resume.
      inTransaction(target, () => {
        migrate(target, clock);
        writeMark(target.sql, begun);
      });
      mark = begun;
    },
    writeSecrets: async (secrets) => writeSecretsFile(file, secrets),
    write: async (part, rows: Row[], progress) => {
      const { sql } = opened(connection);
      inTransaction(opened(connection), () => {
        insertRows(sql, part, rows);
        if (part === 'messages') indexAllMessages(sql);
        writeProgress(sql, part, progress);
      });
    },
    finish: async () => {
      removeMark(opened(connection).sql);
      mark = null;
    },
    close: async () => connection?.close(),
  };
}

function opened(connection: Connection | null): Connection {
  if (!connection) throw new Error('The copy was not started.');
  return connection;
}
