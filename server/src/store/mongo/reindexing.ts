import { setTimeout as wait } from 'node:timers/promises';
import type { Document, WithId } from 'mongodb';
import { AppError } from '../../failure.ts';
import { conversations, faqs, messages } from './collections.ts';
import type { DocumentType } from './documents.ts';
import type { Engine } from './engine.ts';

/** How many documents get their terms at a time. */
const SLICE = 200;
const PAUSE_MS = 5;
const RETRY_MS = 5000;
/** Slices of each collection per maintenance; the next one continues. */
const MAX_SLICES = 100;
/** How far back to check again, in milliseconds: clocks of instances differ, and a write may become visible some time after its timestamp. */
const OVERLAP_MS = 180_000;
/** The indexed field with the time of a document's last text change. */
const WRITTEN_AT = { messages: 'createdAt', conversations: 'changedAt', faqs: 'updatedAt' };
const TERMS_UP_TO = { _id: 'terms' as never };
const NOT_READY_RETRY_MS = 30_000;
const WITHOUT_TERMS = { terms: { $exists: false } };
/** The field and index that searches used until version 0.1. */
const OLD_FIELD = 'words';

const TYPES = { conversations, faqs, messages } as Record<string, DocumentType<object>>;

/** Migration: records the collections whose documents have no terms yet. `rebuildTerms` adds them. */
export async function scheduleTerms(engine: Pick<Engine, 'db'>): Promise<void> {
  for (const name of Object.keys(TYPES)) {
    if (!(await engine.db.collection(name).findOne(WITHOUT_TERMS))) continue;
    await engine.db.collection('reindexing').updateOne({ _id: name as never }, { $setOnInsert: { after: null } }, { upsert: true });
  }
}

export type Reindexing = {
  /** Rejects with SEARCH_NOT_READY while documents lack terms: a search would silently miss them. */
  assertDone(): Promise<void>;
  stop(): void;
};

/** Adds terms to the documents of older versions, slice by slice, on one instance at a time. */
export function rebuildTerms(engine: Engine, runExclusively: (name: string, act: () => Promise<void>) => Promise<boolean>): Reindexing {
  let isDone = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const findUnfinished = () => engine.run(() => engine.collection('reindexing').findOne({}));
  async function rebuild(): Promise<void> {
    for (let part = await findUnfinished(); part && !isStopped; part = await findUnfinished()) {
      await engine.run(() => addSlice(engine, part as Document));
      await wait(PAUSE_MS);
    }
  }
  async function attempt(): Promise<void> {
    try {
      isDone = (await findUnfinished()) === null;
      if (!isDone && (await runExclusively('terms of searches', rebuild))) isDone = (await findUnfinished()) === null;
    } catch {
      // The engine has reported why.
    }
    if (!isDone && !isStopped) timer = setTimeout(() => void attempt(), RETRY_MS).unref();
  }
  void attempt();
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

/**
 * Adds terms to documents that an older version's instance wrote without them. The progress is stored in the database, so that the next
 * maintenance continues there, on any instance, however long ago it was and however much has been written since.
 */
export async function addMissedTerms(engine: Engine, now: Date, maxSlices = MAX_SLICES): Promise<void> {
  const checks = engine.collection('checks');
  const progress = await engine.run(() => checks.findOne(TERMS_UP_TO));
  const known: Date = progress && progress.at < now ? progress.at : now;
  const since = new Date(known.getTime() - OVERLAP_MS);
  let upTo = now;
  for (const [name, field] of Object.entries(WRITTEN_AT)) {
    const reached = await addTermsSince(engine, { name, field, since }, maxSlices);
    if (reached && reached < upTo) upTo = reached;
  }
  await engine.run(() => checks.updateOne(TERMS_UP_TO, { $set: { at: upTo } }, { upsert: true }));
}

/** Null when all documents since then have terms; otherwise the time up to which they do. */
async function addTermsSince(engine: Engine, { name, field, since }: { name: string; field: string; since: Date }, maxSlices: number): Promise<Date | null> {
  let from = since;
  for (let slice = 0; slice < maxSlices; slice++) {
    const documents = await engine.run(async () => {
      const found = await engine
        .collection(name)
        .find({ [field]: { $gte: from }, ...WITHOUT_TERMS })
        .sort({ [field]: 1 })
        .limit(SLICE)
        .toArray();
      await addTerms(engine, name, found);
      return found;
    });
    if (documents.length < SLICE) return null;
    from = documents.at(-1)?.[field];
    await wait(PAUSE_MS);
  }
  return from;
}

async function addSlice(engine: Engine, { _id: name, after }: Document): Promise<void> {
  const documents = await engine
    .collection(name)
    .find(after === null ? {} : { _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(SLICE)
    .toArray();
  await addTerms(engine, name, documents);
  const last = documents.at(-1);
  if (last) return void (await engine.collection('reindexing').updateOne({ _id: name }, { $set: { after: last._id } }));
  await engine
    .collection(name)
    .dropIndex(OLD_FIELD)
    .catch(() => {
      // Another attempt has dropped it.
    });
  await engine.collection('reindexing').deleteOne({ _id: name });
}

/** A process that writes a document meanwhile adds the terms of its newest text: those are kept. */
async function addTerms(engine: Engine, name: string, documents: WithId<Document>[]): Promise<void> {
  const type = TYPES[name];
  const updates = documents.flatMap((document) => {
    if (!type || document.terms) return [];
    const { terms } = type.toDocument(type.toRecord(document));
    return { updateOne: { filter: { _id: document._id, ...WITHOUT_TERMS }, update: { $set: { terms }, $unset: { [OLD_FIELD]: '' } } } };
  });
  if (updates.length > 0) await engine.collection(name).bulkWrite(updates, { ordered: false });
}
