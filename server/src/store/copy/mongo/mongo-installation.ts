import type { Document } from 'mongodb';
import { createGridFsStorage } from '../../mongo/grid-fs.ts';
import { migrate } from '../../mongo/migrations.ts';
import { shareSecrets } from '../../mongo/shared-secrets.ts';
import type { SecretsRecord } from '../../port/secrets.ts';
import { type Mark, type Source, type Target } from '../installation.ts';
import { finishIncomplete } from './finish-incomplete.ts';
import { insertRows } from './insert-rows.ts';
import { readRows } from './mongo-rows.ts';
import { openDatabase } from './open-database.ts';
import { retryWhileUnavailable } from './retry-while-unavailable.ts';

/** The installation in a database. `isAbsent`: there is none yet. */
export async function openMongoInstallation(uri: string, clock: () => Date): Promise<Source & Target & { isAbsent: boolean }> {
  const { engine, name, isAbsent, close } = await openDatabase(uri, clock);
  const marks = engine.db.collection<{ _id: string } & Document>('unfinishedCopy');
  return {
    name,
    isAbsent,
    blobs: createGridFsStorage(engine.db),
    count: (part) => retryWhileUnavailable(() => engine.collection(part).countDocuments()),
    read: (part, after, limit) => retryWhileUnavailable(() => readRows(engine, part, after, limit)) as Promise<never[]>,
    readSecrets: async () => {
      const kept = await engine.db.collection<{ _id: string }>('installation').findOne({ _id: 'secrets' }, { projection: { _id: 0 } });
      return kept as unknown as SecretsRecord | null;
    },
    readMark: async () => (await marks.findOne({ _id: 'mark' }, { projection: { _id: 0 } })) as unknown as Mark | null,
    finishIncomplete: () => finishIncomplete(engine),
    begin: async (mark) => {
      await marks.replaceOne({ _id: 'mark' }, mark, { upsert: true });
      await migrate(engine, clock);
    },
    writeSecrets: async (secrets) => void (await shareSecrets(engine, secrets, { hasPassed: false })),
    write: (part, rows, progress) =>
      retryWhileUnavailable(async () => {
        await insertRows(engine, part, rows);
        await marks.updateOne({ _id: 'mark' }, { $set: { [`progress.${part}`]: progress } });
      }),
    finish: async () => void (await marks.drop()),
    close,
  };
}
