import type { SenderType } from '@supportchat/protocol';
import type { Document } from 'mongodb';
import { noFigures, type RawFigures, toReport } from '../figures.ts';
import type { AnalyticsStore } from '../port/analytics.ts';
import { toId } from './documents.ts';
import { type Engine, LONG_MS } from './engine.ts';

const SENDERS: SenderType[] = ['visitor', 'agent', 'bot'];
const countIf = (condition: Document): Document => ({ $sum: { $cond: [condition, 1, 0] } });
const HAS_RESPONSE = { $ne: ['$firstResponseAt', null] };
const BY_CONVERSATION = {
  conversations: { $sum: 1 },
  answeredByAgent: countIf(HAS_RESPONSE),
  answeredByBotAlone: countIf({ $and: ['$botAnswered', { $eq: ['$firstResponseAt', null] }] }),
  firstResponses: { $push: { $cond: [HAS_RESPONSE, { $subtract: ['$firstResponseAt', '$firstVisitorMessageAt'] }, null] } },
};
const BY_RESOLUTION = { resolutions: { $push: { $subtract: ['$resolvedAt', '$createdAt'] } } };
const BY_MESSAGE = Object.fromEntries(SENDERS.map((sender) => [sender, countIf({ $eq: ['$senderType', sender] })]));

type Scope = Parameters<AnalyticsStore['report']>[0];

export function createAnalyticsStore(engine: Engine): AnalyticsStore {
  /** The figures of each span, by its start. */
  async function read({ siteIds, boundaries }: Scope, { collection, field, output }: { collection: string; field: string; output: Document }) {
    const match = { [field]: { $gte: boundaries[0], $lt: boundaries.at(-1) }, ...(siteIds && { siteId: { $in: siteIds.map(toId) } }) };
    const pipeline = [{ $match: match }, { $bucket: { groupBy: `$${field}`, boundaries, output } }];
    const found = await engine.collection(collection).aggregate(pipeline).toArray();
    return new Map(found.map((document) => [Number(document._id), document]));
  }
  return {
    report: (scope) =>
      engine.run(async () => {
        if (scope.boundaries.length < 2) return toReport([]);
        const [conversations, resolutions, messages] = await Promise.all([
          scope.of.includes('conversations') && read(scope, { collection: 'conversations', field: 'firstVisitorMessageAt', output: BY_CONVERSATION }),
          scope.of.includes('resolutions') && read(scope, { collection: 'conversations', field: 'resolvedAt', output: BY_RESOLUTION }),
          scope.of.includes('messages') && read(scope, { collection: 'messages', field: 'createdAt', output: BY_MESSAGE }),
        ]);
        const spans = scope.boundaries.slice(0, -1).map((from): RawFigures => {
          const [started, resolved, sent] = [conversations, resolutions, messages].map((found) => (found ? found.get(Number(from)) : undefined));
          return {
            ...noFigures(),
            ...(started && {
              conversations: started.conversations,
              answeredByAgent: started.answeredByAgent,
              answeredByBotAlone: started.answeredByBotAlone,
              firstResponses: numbersOf(started.firstResponses),
            }),
            ...(resolved && { resolutions: numbersOf(resolved.resolutions) }),
            ...(sent && { messages: { visitor: sent.visitor, agent: sent.agent, bot: sent.bot } }),
          };
        });
        return toReport(spans);
      }, LONG_MS),
  };
}

function numbersOf(durations: unknown[]): number[] {
  return durations.flatMap((duration) => (duration === null ? [] : Number(duration)));
}
