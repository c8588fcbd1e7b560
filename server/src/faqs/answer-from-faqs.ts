import { AppError } from '../failure.ts';
import type { AddedMessage, ConversationRecord, FaqRecord, MessageRecord, Store } from '../store/store.ts';
import type { FaqIndex } from './faq-index.ts';

/** The bot's message, made from a FAQ. Its `clientMessageId` names the question, so that one question has one answer. */
export type BotAnswer = { content: string; answer: NonNullable<MessageRecord['answer']>; clientMessageId: string };
type AnswerDeps = {
  store: Store;
  index: Pick<FaqIndex, 'rank'>;
  /** Stores and broadcasts the bot's message; the same clientMessageId twice gives the first message. */
  sendBotMessage: (conversation: ConversationRecord, answer: BotAnswer) => Promise<AddedMessage>;
};
type Question = { message: MessageRecord; conversation: ConversationRecord };

/** How many of the newest messages are looked through for the bot's last answer. */
const LOOK_BACK = 50;

/**
 * The reaction to a visitor's message: the bot answers from a FAQ, or is silent; then the message is settled. A failure leaves it
 * unsettled, so that it is tried again. Questions of one conversation are answered one after the other.
 */
export function createAnswerFromFaqs(deps: AnswerDeps): (question: Question) => Promise<void> {
  const lastOf = new Map<string, Promise<void>>();
  return (question) => {
    const id = question.conversation._id;
    const before = lastOf.get(id);
    // The one before tells its failure to its own caller.
    const work = before
      ? before.then(
          () => answerAndSettle(deps, question),
          () => answerAndSettle(deps, question),
        )
      : answerAndSettle(deps, question);
    lastOf.set(id, work);
    return work.finally(() => {
      if (lastOf.get(id) === work) lastOf.delete(id);
    });
  };
}

async function answerAndSettle(deps: AnswerDeps, question: Question): Promise<void> {
  const best = isPersonInCharge(question.conversation) ? null : await chooseAnswer(deps, question);
  if (best) await answerOnce(deps, question.message, best);
  await deps.store.messages.settle(question.message._id);
}

/** An agent has joined, or the visitor asked for a person: the bot is silent. */
function isPersonInCharge(conversation: ConversationRecord): boolean {
  return conversation.assignedAgent !== null || conversation.firstResponseAt !== null || conversation.humanRequestedAt !== null;
}

type Choice = { faq: FaqRecord; probability: number };

/** The FAQ that is right with at least the site's probability, unless it was the bot's last answer already. */
async function chooseAnswer({ store, index }: AnswerDeps, { message, conversation }: Question): Promise<Choice | null> {
  const site = await store.sites.get(conversation.siteId);
  if (!site?.isActive || !site.aiSettings.enabled) return null;
  const [best] = await index.rank(site._id, message.content, conversation.currentPage);
  if (!best || best.probability < site.aiSettings.threshold) return null;
  return (await wasLastAnswer(store, message, best.faq)) ? null : best;
}

/** The answer to this very message does not count: after a crash it may be there, and is found by its clientMessageId when sent again. */
async function wasLastAnswer(store: Store, message: MessageRecord, faq: FaqRecord): Promise<boolean> {
  const { messages } = await store.messages.list(message.conversationId, { limit: LOOK_BACK });
  const last = messages.findLast(({ senderType, answer }) => senderType === 'bot' && answer !== null);
  return last?.answer?.faqId === faq._id && last.clientMessageId !== answerIdOf(message);
}

/** Asks once more who is in charge, because choosing took a while. */
async function answerOnce({ store, sendBotMessage }: AnswerDeps, message: MessageRecord, { faq, probability }: Choice): Promise<void> {
  const conversation = await store.conversations.get(message.conversationId);
  if (!conversation || conversation.status === 'closed' || isPersonInCharge(conversation)) return;
  try {
    const answer = { faqId: faq._id, question: faq.question, probability, helpful: null };
    const { duplicate } = await sendBotMessage(conversation, { content: faq.answer, answer, clientMessageId: answerIdOf(message) });
    if (!duplicate) await store.faqs.countView(faq._id);
  } catch (failure) {
    // It was answered before a crash, and the FAQ has another text since.
    if (!(failure instanceof AppError && failure.code === 'CONFLICT')) throw failure;
  }
}

function answerIdOf(message: MessageRecord): string {
  return `answer:${message._id}`;
}
