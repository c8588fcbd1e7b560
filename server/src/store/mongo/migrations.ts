import type { Document } from 'mongodb';
import { additiveSchemas } from '../port/schemas.ts';
import { COLLECTIONS } from './collections.ts';
import type { Engine } from './engine.ts';
import { INDEXES } from './indexes.ts';
import { withLock } from './locks.ts';
import { scheduleTerms } from './reindexing.ts';

const NAMESPACE_EXISTS = 48;

/** One step of the schema, never edited once released. It may be interrupted anywhere and is then restarted, so each part of it must be idempotent. */
export type Migration = { number: number; name: string; run: (engine: Engine) => Promise<void> };

const OWN: Migration[] = [
  { number: 1, name: 'schema', run: updateSchema },
  // The indexes of the current schema: `changed` and `countMove` are new.
  { number: 2, name: 'changes', run: createIndexes },
  { number: 3, name: 'waiting conversations', run: createIndexes },
  {
    number: 4,
    name: 'terms of searches',
    run: async (engine) => {
      await createIndexes(engine);
      await scheduleTerms(engine);
    },
  },
  { number: 5, name: 'maintenance', run: createIndexes },
  { number: 7, name: 'jobs', run: updateSchema },
  { number: 9, name: 'read marks of agents', run: updateSchema },
];

export const MIGRATIONS: Migration[] = [...OWN, ...additiveSchemas().map((schema) => ({ ...schema, run: updateSchema }))].sort((a, b) => a.number - b.number);

/**
 * Migrates the database to the newest schema. Of several instances that start at once, one migrates and the others wait. Rejects a database
 * written by a newer version.
 */
export async function migrate(engine: Engine, clock: () => Date, migrations: Migration[] = MIGRATIONS): Promise<void> {
  const newest = migrations.at(-1)?.number ?? 0;
  if ((await readKnownVersion(engine, newest)) === newest) return;
  await withLock(engine, 'migrations', { hasPassed: false }, async () => {
    // A newer version may have held the lock.
    const current = await readKnownVersion(engine, newest);
    for (const { number, name, run } of migrations.filter((migration) => migration.number > current)) {
      await run(engine);
      await engine.collection('migrations').insertOne({ _id: number as never, name, appliedAt: clock() });
    }
  });
}

/** The number of the newest completed step, 0 for a new database. Throws when this version does not know that step. */
async function readKnownVersion(engine: Engine, newest: number): Promise<number> {
  const last = await engine.collection('migrations').findOne({}, { sort: { _id: -1 } });
  const current = Number(last?._id ?? 0);
  if (current <= newest) return current;
  throw new Error(`it was written by a newer version of SupportChat (schema ${current}, this version knows ${newest}); start that version or restore a backup`);
}

/** Collections, validators and indexes as the current records require them; what exists is adjusted. */
async function updateSchema({ db }: Pick<Engine, 'db'>): Promise<void> {
  for (const { name, validator } of COLLECTIONS) {
    await createCollection(
      () => db.createCollection(name, { validator }),
      () => db.command({ collMod: name, validator }),
    );
  }
  await createIndexes({ db });
}

/** Existing ones stay unchanged. */
async function createIndexes({ db }: Pick<Engine, 'db'>): Promise<void> {
  for (const [name, indexes] of Object.entries(INDEXES)) await db.collection(name).createIndexes(indexes);
}

async function createCollection(create: () => Promise<unknown>, alter: () => Promise<Document>): Promise<void> {
  try {
    await create();
  } catch (failure) {
    if ((failure as { code?: unknown }).code !== NAMESPACE_EXISTS) throw failure;
    await alter();
  }
}
