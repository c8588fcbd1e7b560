import type { List, Message, MessageListQuery } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import type { Store } from '../store/store.ts';
import { requireAgentsConversation } from './access.ts';
import { readMessages } from './read-messages.ts';

/** A page of a conversation for an agent; `nextCursor` continues in the requested direction. */
export async function listMessages(store: Store, actor: Actor, conversationId: string, query: z.output<typeof MessageListQuery>): Promise<List<Message>> {
  const { limit, afterSeq, cursor } = query;
  const beforeSeq = cursor === undefined ? query.beforeSeq : Number(cursor);
  if (afterSeq !== undefined && beforeSeq !== undefined)
    throw new AppError('VALIDATION', { details: [{ path: 'afterSeq', message: 'goes without beforeSeq and cursor' }] });
  await requireAgentsConversation(store, actor, conversationId);
  const { messages, hasMore } = await readMessages(store, conversationId, { afterSeq, beforeSeq, limit });
  const next = afterSeq === undefined ? messages[0]?.seq : messages.at(-1)?.seq;
  return { items: messages, nextCursor: hasMore && next !== undefined ? String(next) : null };
}
