import type { Document, WithId } from 'mongodb';
import { AppError } from '../../failure.ts';
import { conversations, faqs, messages } from './collections.ts';
import type { DocumentType } from './documents.ts';
import type { Engine } from './engine.ts';

/** This many documents get their terms at a time. */
const SLICE = 200;
const PAUSE_MS = 5;
const RETRY_MS = 5000;
const NOT_READY_RETRY_MS = 30_000;
const WITHOUT_TERMS = { terms: { $exists: false } };
/** Until version 0.1 searches went by this field and its index. */
const OLD = 'words';

const TYPES = { conversations, faqs, messages } as Record<string, DocumentType<object>>;

/** Migration: notes the collections whose documents have no terms yet. `rebuildTerms` gives them some. */
export async function beginTerms(engine: Pick<Engine, 'db'>): Promise<void> {
  for (const name of Object.keys(TYPES)) {
    if (!(await engine.db.collection(name).findOne(WITHOUT_TERMS))) continue;
    await engine.db.collection('reindexing').updateOne({ _id: name as never }, { $setOnInsert: { after: null } }, { upsert: true });
  }
}

export type Reindexing = {
  /** Rejects with SEARCH_NOT_READY while documents are without terms: a search would miss them without a sign of it. */
  assertDone(): Promise<void>;
  stop(): void;
};

/** Gives the documents of older versions their terms, slice by slice, in one instance at a time. */
export function rebuildTerms(engine: Engine, runAlone: (name: string, act: () => Promise<void>) => Promise<boolean>): Reindexing {
  let isDone = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const findUnfinished = () => engine.run(() => engine.collection('reindexing').findOne({}));
  async function rebuild(): Promise<void> {
    for (let part = await findUnfinished(); part && !isStopped; part = await findUnfinished()) {
      await engine.run(() => addSlice(engine, part as Document));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  async function tryIt(): Promise<void> {
    try {
      isDone = (await findUnfinished()) === null;
      if (!isDone && (await runAlone('terms of searches', rebuild))) isDone = (await findUnfinished()) === null;
    } catch {
      // The engine has reported why.
    }
    if (!isDone && !isStopped) timer = setTimeout(() => void tryIt(), RETRY_MS).unref();
  }
  void tryIt();
  return {
    assertDone: async () => {
      isDone ||= (await engine.collection('reindexing').findOne({})) === null;
      if (!isDone) throw new AppError('SEARCH_NOT_READY', { retryAfterMs: NOT_READY_RETRY_MS });
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Gives terms to documents since then that an instance of an older version has written beside this one. */
export async function addMissedTerms(engine: Engine, since: Date): Promise<void> {
  for (const [name, field] of [
    ['messages', 'createdAt'],
    ['conversations', 'changedAt'],
    ['faqs', 'updatedAt'],
  ] as const)
    await addTerms(engine, name, await find(engine, name, { [field]: { $gte: since }, ...WITHOUT_TERMS }));
}

async function addSlice(engine: Engine, { _id: name, after }: Document): Promise<void> {
  const documents = await find(engine, name, after === null ? {} : { _id: { $gt: after } });
  await addTerms(engine, name, documents);
  const last = documents.at(-1);
  if (last) return void (await engine.collection('reindexing').updateOne({ _id: name }, { $set: { after: last._id } }));
  await engine
    .collection(name)
    .dropIndex(OLD)
    .catch(() => {
      // Another try has dropped it.
    });
  await engine.collection('reindexing').deleteOne({ _id: name });
}

function find(engine: Engine, name: string, filter: Document): Promise<WithId<Document>[]> {
  return engine.collection(name).find(filter).sort({ _id: 1 }).limit(SLICE).toArray();
}

/** Whoever writes a document meanwhile gives it the terms of its newest text: those stay. */
async function addTerms(engine: Engine, name: string, documents: WithId<Document>[]): Promise<void> {
  const type = TYPES[name];
  const updates = documents.flatMap((document) => {
    if (!type || document.terms) return [];
    const { terms } = type.toDocument(type.toRecord(document));
    return { updateOne: { filter: { _id: document._id, ...WITHOUT_TERMS }, update: { $set: { terms }, $unset: { [OLD]: '' } } } };
  });
  if (updates.length > 0) await engine.collection(name).bulkWrite(updates, { ordered: false });
}
