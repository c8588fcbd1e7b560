import type { Document } from 'mongodb';
import { simpleStores } from '../port/simple-stores.ts';
import { fromId, toId } from './documents.ts';
import type { Engine } from './engine.ts';

const SIMPLE = simpleStores().map(([, { record }]) => record.name);
/** A removal that started longer ago than this, in milliseconds, has been abandoned. */
const ABANDONED_AFTER_MS = 15_000;

/**
 * A removal covers everything that belongs to the removed record, in several collections. The intent is recorded first, so that the next
 * maintenance finishes an interrupted removal.
 */
export async function removeConversation(engine: Engine, id: string): Promise<boolean> {
  const found = await engine.collection('conversations').findOne({ _id: toId(id) }, { projection: { _id: 0, siteId: 1, visitorId: 1 } });
  return remove(engine, { kind: 'conversation', target: toId(id), visitor: found });
}

/** Removes it unless it has a message by then. */
export async function removeEmptyConversation(engine: Engine, id: string): Promise<boolean> {
  const found = await engine.collection('conversations').findOne({ _id: toId(id) }, { projection: { _id: 0, siteId: 1, visitorId: 1 } });
  return remove(engine, { kind: 'conversation', target: toId(id), visitor: found, onlyEmpty: true });
}

export async function removeSite(engine: Engine, id: string): Promise<boolean> {
  return remove(engine, { kind: 'site', target: toId(id) });
}

/** Finishes interrupted removals, and leaves those that are recent enough to be in flight. */
export async function finishRemovals(engine: Engine): Promise<void> {
  const isOld = { $expr: { $lt: [{ $ifNull: ['$notedAt', new Date(0)] }, { $subtract: ['$$NOW', ABANDONED_AFTER_MS] }] } };
  for (const removal of await engine.collection('removals').find(isOld).toArray()) await execute(engine, removal);
}

async function remove(
  engine: Engine,
  { kind, target, visitor = null, onlyEmpty = false }: { kind: 'conversation' | 'site'; target: unknown; visitor?: Document | null; onlyEmpty?: boolean },
): Promise<boolean> {
  const removal = { _id: `${kind} ${fromId(target)}` as never, kind, target, visitor, onlyEmpty };
  await engine
    .collection('removals')
    .updateOne({ _id: removal._id }, { $set: { kind, target, onlyEmpty, ...(visitor && { visitor }) }, $currentDate: { notedAt: true } }, { upsert: true });
  return execute(engine, removal);
}

async function execute(engine: Engine, { _id, kind, target, visitor, onlyEmpty }: Document): Promise<boolean> {
  const isSite = kind === 'site';
  const { deletedCount } = await engine.collection(isSite ? 'sites' : 'conversations').deleteOne({ _id: target, ...(onlyEmpty === true && { lastSeq: 0 }) });
  if (onlyEmpty === true && deletedCount === 0 && (await engine.collection('conversations').findOne({ _id: target }, { projection: { _id: 1 } }))) {
    await engine.collection('removals').deleteOne({ _id });
    return false;
  }
  if (isSite) {
    await engine.collection('users').updateMany({ siteIds: target }, { $pull: { siteIds: target } });
    for (const name of ['conversations', 'messages', 'visitors', 'faqs', 'jobs', 'agentReadMarks', ...SIMPLE])
      await engine.collection(name).deleteMany({ siteId: target });
  } else {
    await engine.collection('messages').deleteMany({ conversationId: target });
    for (const name of ['jobs', 'agentReadMarks', ...SIMPLE]) await engine.collection(name).deleteMany({ conversationId: target });
    // A visitor is removed with their last conversation.
    const isNeeded = visitor && (await engine.collection('conversations').findOne(visitor, { projection: { _id: 1 } }));
    if (visitor && !isNeeded) await engine.collection('visitors').deleteOne(visitor);
  }
  await engine.collection('removals').deleteOne({ _id });
  return deletedCount > 0;
}
