import type { MessageStored } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import { mayBotAnswer } from '../may-bot-answer.ts';
import type { ActivityRecord, AddedMessage, AgentRecord, ConversationRecord, MessageRecord, NewMessage } from '../store/store.ts';
import { assertAgentMaySee, assertVisitorOwns, requireVisitorsConversation } from './access.ts';
import type { ConversationDeps, VisitorIdentity } from './conversation-deps.ts';

type Input = { conversationId: string; content: string; clientMessageId?: string | undefined };
/** `mayBotAnswer`: whether this message, in the conversation's current state, is a question to the bot. */
type Question = Input & { mayBotAnswer: (conversation: ConversationRecord) => boolean };

/** A visitor writes. A resolved conversation reopens; after a closed one, the message starts a new conversation. */
export async function sendVisitorMessage(deps: ConversationDeps, visitor: VisitorIdentity, input: Input): Promise<MessageStored> {
  const isBotOn = await deps.senderQueue(`${visitor.siteId} ${visitor.visitorId}`, async () => {
    await deps.limits.visitorMessage(visitor);
    return deps.isBotOn(visitor.siteId);
  });
  const question: Question = { ...input, mayBotAnswer: (conversation) => isBotOn && mayBotAnswer(conversation) };
  let added: AddedMessage;
  // Awaited here, as for agents: within one commit, the message with the lower seq is broadcast first.
  try {
    added = await addVisitorMessage(deps, visitor, question);
  } catch (failure) {
    if (!(failure instanceof AppError && failure.code === 'CONVERSATION_CLOSED')) throw failure;
    added = await beginAfterClosed(deps, visitor, question);
  }
  if (!added.duplicate) {
    await deps.broadcast.messageAdded(added);
    if (question.mayBotAnswer(added.conversation)) deps.afterVisitorMessage(added);
  }
  return receiptOf(added);
}

/** An agent writes. An unassigned conversation becomes theirs. */
export async function sendAgentMessage(deps: ConversationDeps, agent: AgentRecord, input: Input): Promise<AddedMessage> {
  const added = await deps.store.messages.add(input.conversationId, (found) => {
    const conversation = assertAgentMaySee(agent, found);
    return {
      ...draft(deps, conversation, input),
      senderType: 'agent',
      senderId: agent._id,
      senderName: agent.name,
      claimFor: { agentId: agent._id, activity: activityOf(deps, conversation, { type: 'assigned', actorName: agent.name, agentName: agent.name }) },
    };
  });
  if (!added.duplicate) await deps.broadcast.messageAdded(added);
  return added;
}

/**
 * The bot writes; its `clientMessageId` is derived from the question, so that it answers once. Throws CONFLICT when an agent joined or was
 * asked for meanwhile, or when the same question already has an answer with different text.
 */
export async function sendBotMessage(
  deps: ConversationDeps,
  conversationId: string,
  answer: { content: string; clientMessageId: string; answers: string; answer: MessageRecord['answer'] },
): Promise<AddedMessage> {
  const added = await deps.store.messages.add(conversationId, (conversation) => {
    if (!mayBotAnswer(conversation)) throw new AppError('CONFLICT');
    return {
      ...draft(deps, conversation, answer),
      senderType: 'bot',
      senderId: 'bot',
      senderName: 'Bot',
      answer: answer.answer,
      answers: answer.answers,
    };
  });
  if (!added.duplicate) await deps.broadcast.messageAdded(added);
  return added;
}

/** The ack that a sender receives for a stored message. */
export function receiptOf({ message, duplicate }: AddedMessage): MessageStored {
  const { _id, seq, conversationId, clientMessageId, createdAt } = message;
  return { _id, seq, conversationId, clientMessageId, createdAt: createdAt.toISOString(), duplicate };
}

function addVisitorMessage(deps: ConversationDeps, visitor: VisitorIdentity, input: Question): Promise<AddedMessage> {
  return deps.store.messages.add(input.conversationId, (found) => {
    const conversation = assertVisitorOwns(visitor, found);
    const name = conversation.visitorName;
    return {
      ...draft(deps, conversation, input),
      senderType: 'visitor',
      senderId: conversation.visitorId,
      senderName: name,
      reopenActivity: activityOf(deps, conversation, { type: 'reopened', actorName: name }),
      pending: input.mayBotAnswer(conversation) ? 'answer' : undefined,
    };
  });
}

/** Closed is final: the visitor continues in a new conversation, unless this very message was already stored. */
async function beginAfterClosed(deps: ConversationDeps, visitor: VisitorIdentity, input: Question): Promise<AddedMessage> {
  const closed = await requireVisitorsConversation(deps.store, visitor, input.conversationId);
  const { siteId, visitorId, visitorName, visitorEmail, currentPage, metadata } = closed;
  const first = input.clientMessageId && (await deps.store.messages.findSentByVisitor(siteId, visitorId, input.clientMessageId));
  if (first) return duplicateOf(deps, first, input.content);
  const next = await deps.store.conversations.add({
    _id: deps.newId(),
    siteId,
    visitorId,
    visitorName,
    visitorEmail,
    currentPage,
    metadata,
    createdAt: deps.clock(),
  });
  await deps.broadcast.conversationReplaced(next, visitor.siteName);
  return addVisitorMessage(deps, visitor, { ...input, conversationId: next._id });
}

async function duplicateOf(deps: ConversationDeps, first: MessageRecord, content: string): Promise<AddedMessage> {
  const conversation = await deps.store.conversations.get(first.conversationId);
  if (!conversation) throw new AppError('NOT_FOUND');
  if (first.content !== content) throw new AppError('CONFLICT');
  return { message: first, conversation, duplicate: true, activity: null };
}

function draft(deps: ConversationDeps, conversation: ConversationRecord, { content, clientMessageId }: Pick<Input, 'content' | 'clientMessageId'>) {
  return {
    _id: deps.newId(),
    conversationId: conversation._id,
    clientMessageId: clientMessageId ?? null,
    content,
    messageType: 'text',
    answer: null,
    createdAt: deps.clock(),
  } satisfies Partial<NewMessage>;
}

/** An activity with the current time. */
export function activityOf(
  deps: Pick<ConversationDeps, 'newId' | 'clock'>,
  conversation: ConversationRecord,
  happened: Pick<ActivityRecord, 'type' | 'actorName'> & { agentName?: string },
): ActivityRecord {
  return { _id: deps.newId(), conversationId: conversation._id, agentName: null, ...happened, createdAt: deps.clock() };
}
