import type { MessageStored } from '@supportchat/protocol';
import { type Actor, actorOfVisitor } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import { mayBotAnswer } from '../may-bot-answer.ts';
import { eventOf } from '../reactions/conversation-event.ts';
import type { JobsOf } from '../reactions/create-reactions.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { HeldJob } from '../store/port/jobs.ts';
import type { AddedMessage, MessageRecord, NewMessage } from '../store/port/messages.ts';
import { assertAgentMaySee, assertVisitorOwns, requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { threadEntry } from './thread-entry.ts';

type Input = { conversationId: string; content: string; clientMessageId?: string | undefined };
type VisitorInput = Input & { jobsOf: JobsOf };

/** A visitor writes. A resolved conversation reopens; after a closed one, the message starts a new conversation. */
export async function sendVisitorMessage(deps: ConversationDeps, visitor: VisitorIdentity, input: Input): Promise<MessageStored> {
  const jobsOf = await deps.senderQueue(`${visitor.siteId} ${visitor.visitorId}`, async () => {
    await deps.limits.visitorMessage(visitor);
    return deps.reactions.prepare(['visitor-wrote', 'status-changed'], () => visitor.siteId);
  });
  let added: AddedMessage;
  // Awaited here, as for agents: within one commit, the message with the lower seq is broadcast first.
  try {
    added = await addVisitorMessage(deps, visitor, { ...input, jobsOf });
  } catch (failure) {
    if (!(failure instanceof AppError && failure.code === 'CONVERSATION_CLOSED')) throw failure;
    added = await startAfterClosed(deps, visitor, { ...input, jobsOf });
  }
  await announce(deps, added);
  return receiptOf(added);
}

/** An agent writes. An unassigned conversation becomes theirs. */
export async function sendAgentMessage(deps: ConversationDeps, actor: Actor, input: Input): Promise<AddedMessage> {
  const siteOf = async () => (await deps.store.conversations.get(input.conversationId))?.siteId;
  const jobsOf = await deps.reactions.prepare(['agent-wrote', 'assigned'], siteOf);
  const added = await deps.store.messages.add(input.conversationId, (found) => {
    const conversation = assertAgentMaySee(actor, found);
    const activity = threadEntry(deps, conversation, { type: 'assigned', actor, agentName: actor.name });
    const message: NewMessage = {
      ...draft(deps, conversation, input),
      senderType: 'agent',
      senderId: actor.id,
      senderName: actor.name,
      assignIfUnassigned: { agentId: actor.id, activity },
    };
    const assigned = conversation.assignedAgent ? [] : jobsOf(eventOf(conversation, activity));
    return { ...message, jobs: [...jobsOf({ type: 'agent-wrote', conversation, message }), ...assigned] };
  });
  await announce(deps, added);
  return added;
}

/**
 * The bot writes; its `clientMessageId` is derived from the question, so that it answers once. Throws CONFLICT when an agent joined or was
 * asked for meanwhile, or when the same question already has an answer with different text.
 */
export async function sendBotMessage(
  deps: ConversationDeps,
  conversationId: string,
  answer: { content: string; clientMessageId: string; answer: MessageRecord['answer']; ends: HeldJob },
): Promise<AddedMessage> {
  const jobsOf = await deps.reactions.prepare(['bot-wrote'], async () => (await deps.store.conversations.get(conversationId))?.siteId);
  const added = await deps.store.messages.add(conversationId, (conversation) => {
    if (!mayBotAnswer(conversation)) throw new AppError('CONFLICT');
    const message: NewMessage = {
      ...draft(deps, conversation, answer),
      senderType: 'bot',
      senderId: 'bot',
      senderName: 'Bot',
      answer: answer.answer,
      ends: answer.ends,
    };
    return { ...message, jobs: jobsOf({ type: 'bot-wrote', conversation, message }) };
  });
  await announce(deps, added);
  return added;
}

/** A stored message: all clients receive it, and what follows from it begins. */
async function announce(deps: ConversationDeps, added: AddedMessage): Promise<void> {
  if (added.duplicate) return;
  await deps.broadcast.messageAdded(added);
  deps.jobs.runOfMessage(added);
}

/** The ack that a sender receives for a stored message. */
export function receiptOf({ message, duplicate }: AddedMessage): MessageStored {
  const { _id, seq, conversationId, clientMessageId, createdAt } = message;
  return { _id, seq, conversationId, clientMessageId, createdAt: createdAt.toISOString(), duplicate };
}

function addVisitorMessage(deps: ConversationDeps, visitor: VisitorIdentity, { jobsOf, ...input }: VisitorInput): Promise<AddedMessage> {
  return deps.store.messages.add(input.conversationId, (found) => {
    const conversation = assertVisitorOwns(visitor, found);
    const reopenActivity = threadEntry(deps, conversation, { type: 'reopened', actor: actorOfVisitor(conversation) });
    const message: NewMessage = {
      ...draft(deps, conversation, input),
      senderType: 'visitor',
      senderId: conversation.visitorId,
      senderName: conversation.visitorName,
      reopenActivity,
    };
    const reopened = conversation.status === 'resolved' ? jobsOf(eventOf(conversation, reopenActivity)) : [];
    return { ...message, jobs: [...jobsOf({ type: 'visitor-wrote', conversation, message }), ...reopened] };
  });
}

/** Closed is final: the visitor continues in a new conversation, unless this very message was already stored. */
async function startAfterClosed(deps: ConversationDeps, visitor: VisitorIdentity, input: VisitorInput): Promise<AddedMessage> {
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
  return { message: first, conversation, duplicate: true, activity: null, jobs: [] };
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
