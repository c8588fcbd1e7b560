import type { Document } from 'mongodb';
import type { AnalyticsStore, ConversationFacts, Sender } from '../store.ts';
import { toId } from './documents.ts';
import { type Engine, LONG_MS } from './engine.ts';

type Scope = { siteIds?: string[] | undefined; from: Date; to: Date };
const SENDERS: Sender[] = ['visitor', 'agent', 'bot'];

export function createAnalyticsStore(engine: Engine): AnalyticsStore {
  const conversations = engine.collection('conversations');
  /** Conversations by a time within the scope, with these fields. */
  const list = async <T>(field: string, { siteIds, from, to }: Scope, fields: (keyof T & string)[]) => {
    const projection = { _id: 0, ...Object.fromEntries(fields.map((name) => [name, 1])) };
    return conversations
      .find({ [field]: { $gte: from, $lt: to }, ...onSites(siteIds) }, { projection })
      .sort({ [field]: 1, _id: 1 })
      .map((document) => document as unknown as T)
      .toArray();
  };
  return {
    listConversationFacts: (scope) =>
      engine.run(
        () => list<ConversationFacts>('firstVisitorMessageAt', scope, ['createdAt', 'firstVisitorMessageAt', 'firstResponseAt', 'resolvedAt', 'botAnswered']),
        LONG_MS,
      ),
    listResolutions: (scope) => engine.run(() => list<{ createdAt: Date; resolvedAt: Date }>('resolvedAt', scope, ['createdAt', 'resolvedAt']), LONG_MS),
    countMessages: ({ siteIds, boundaries }) =>
      engine.run(async () => {
        const [from, to] = [boundaries[0], boundaries.at(-1)];
        if (!from || !to || boundaries.length < 2) return [];
        const output = Object.fromEntries(SENDERS.map((sender) => [sender, { $sum: { $cond: [{ $eq: ['$senderType', sender] }, 1, 0] } }]));
        const match = { createdAt: { $gte: from, $lt: to }, ...onSites(siteIds) };
        const counted = await engine
          .collection('messages')
          .aggregate([{ $match: match }, { $bucket: { groupBy: '$createdAt', boundaries, output } }])
          .toArray();
        return boundaries.slice(1).map((_, index) => countsOf(counted.find(({ _id }) => Number(_id) === Number(boundaries[index]))));
      }, LONG_MS),
  };
}

function countsOf(found: Document | undefined): Record<Sender, number> {
  return { visitor: found?.visitor ?? 0, agent: found?.agent ?? 0, bot: found?.bot ?? 0 };
}

function onSites(siteIds: string[] | undefined): Document {
  return siteIds ? { siteId: { $in: siteIds.map(toId) } } : {};
}
