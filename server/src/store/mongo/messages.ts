import type { MessageRecord, MessageStore } from '../port/messages.ts';
import { messages } from './collections.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import type { Lanes } from './lanes.ts';
import { isUnavailable } from './mongo-errors.ts';
import { rateAnswer } from './ratings.ts';

const FIELDS = { projection: messages.projection };

/** `onUncertain` receives conversations with a write of unknown outcome. */
export function createMessageStore(engine: Engine, lanes: Lanes, onUncertain: (conversationIds: string[]) => void): MessageStore {
  const collection = engine.collection('messages');
  return {
    add: async (conversationId, compose) => {
      try {
        return await engine.run((deadline) => lanes.add(conversationId, compose, deadline));
      } catch (failure) {
        if (isUnavailable(failure)) onUncertain([conversationId]);
        throw failure;
      }
    },
    get: (id) => engine.run(async () => toRecordOrNull(await collection.findOne({ _id: toId(id) }, FIELDS))),
    list: (conversationId, { afterSeq, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      engine.run(async () => {
        const forward = afterSeq !== undefined;
        const filter = { conversationId: toId(conversationId), seq: forward ? { $gt: afterSeq } : { $lt: beforeSeq } };
        const found = await collection
          .find(filter, FIELDS)
          .sort({ seq: forward ? 1 : -1 })
          .limit(limit + 1)
          .toArray();
        const page = found.slice(0, limit).map(messages.toRecord);
        return { messages: forward ? page : page.reverse(), hasMore: found.length > limit };
      }),
    findSentByVisitor: (siteId, visitorId, clientMessageId) =>
      engine.run(async () => {
        const own = await engine
          .collection('conversations')
          .find({ siteId: toId(siteId), visitorId }, { projection: { _id: 1 } })
          .toArray();
        const sent = {
          conversationId: { $in: own.map(({ _id }) => _id) },
          senderType: 'visitor',
          senderId: visitorId,
          clientMessageId: { $eq: clientMessageId, $type: 'string' },
        };
        return toRecordOrNull(await collection.findOne(sent, { ...FIELDS, sort: { createdAt: 1 } }));
      }),
    rateAnswer: (id, helpful) => engine.run((deadline) => rateAnswer(engine, { id, helpful, deadline })),
  };
}

function toRecordOrNull(document: Parameters<typeof messages.toRecord>[0] | null): MessageRecord | null {
  return document && messages.toRecord(document);
}
