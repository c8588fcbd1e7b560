import type { MongoClient } from 'mongodb';
import { createStartClient, openDatabase as openDatabaseOf } from '../../mongo/client.ts';
import { createEngine, type Engine } from '../../mongo/engine.ts';
import { MIGRATIONS } from '../../mongo/migrations.ts';
import { databaseOf } from '../../mongo/open-mongo.ts';
import { CopyRefused, type Mark } from '../installation.ts';
import { assertVersion } from '../version.ts';

/** Connects to the database of an installation, or to one that has none yet. */
export async function openDatabase(uri: string, clock: () => Date): Promise<{ engine: Engine; name: string; isAbsent: boolean; close(): Promise<void> }> {
  const client = connectTo(uri);
  try {
    await client.connect();
    const db = openDatabaseOf(client, databaseOf(uri));
    const name = `${db.databaseName} at ${hostsOf(client)}`;
    const newest = await db.collection('migrations').findOne({}, { sort: { _id: -1 } });
    // A mark is written before the schema.
    const isAbsent = newest === null;
    if (!isAbsent && !(await db.collection('unfinishedCopy').findOne())) assertVersion(name, Number(newest._id), MIGRATIONS.at(-1)?.number ?? 0);
    return { engine: createEngine(db, { clock, onProblem: () => {} }), name, isAbsent, close: () => client.close() };
  } catch (failure) {
    await client.close();
    throw describe(client, failure);
  }
}

/** The mark of a database; null when it has none. */
export async function peekMark(uri: string): Promise<Mark | null> {
  const client = connectTo(uri);
  try {
    return (await openDatabaseOf(client, databaseOf(uri)).collection('unfinishedCopy').findOne()) as unknown as Mark | null;
  } catch (failure) {
    throw describe(client, failure);
  } finally {
    await client.close();
  }
}

function connectTo(uri: string): MongoClient {
  try {
    return createStartClient(uri);
  } catch (failure) {
    throw new CopyRefused(`Not an address of a MongoDB: ${failure instanceof Error ? failure.message : String(failure)}.`, { cause: failure });
  }
}

function hostsOf(client: MongoClient): string {
  return client.options.hosts.join(', ');
}

function describe(client: MongoClient, failure: unknown): unknown {
  if (failure instanceof CopyRefused) return failure;
  return new CopyRefused(`The MongoDB at ${hostsOf(client)} cannot be used: ${failure instanceof Error ? failure.message : String(failure)}.`, {
    cause: failure,
  });
}
