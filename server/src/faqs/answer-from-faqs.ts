import { AppError } from '../failure.ts';
import { mayBotAnswer } from '../may-bot-answer.ts';
import type { AddedMessage, ConversationRecord, FaqRecord, MessageRecord, Store } from '../store/store.ts';
import type { FaqIndex } from './faq-index.ts';

/** The bot's message, made from an FAQ. `answers` is the question's id; the `clientMessageId` is derived from it, so that one question gets one answer. */
export type BotAnswer = { content: string; answer: NonNullable<MessageRecord['answer']>; clientMessageId: string; answers: string };
type AnswerDeps = {
  store: Store;
  index: Pick<FaqIndex, 'rank' | 'thresholdOf'>;
  /**
   * Stores and broadcasts the bot's message, and settles the question with it; the same clientMessageId again returns the first message. Rejects
   * with CONFLICT or CONVERSATION_CLOSED if the bot must be silent by then.
   */
  sendBotMessage: (conversationId: string, answer: BotAnswer) => Promise<AddedMessage>;
};
type Question = { message: MessageRecord; conversation: ConversationRecord };

/** An agent joined meanwhile, or the question was answered before a crash and the FAQ's text has changed since; or the conversation ended. */
const SILENT = new Set(['CONFLICT', 'CONVERSATION_CLOSED', 'NOT_FOUND']);
/** Maximum number of questions waiting for the bot in memory; further ones keep their mark and are answered within a minute, as after a crash. */
const MOST_WAITING = 2000;
/** How many of the newest messages are searched for the bot's last answer. */
const LOOK_BACK = 50;

/**
 * The reaction to a visitor's message: the bot answers from an FAQ, or is silent; then the message is settled. A failure leaves it pending for
 * a retry. Questions of one conversation are answered in order.
 */
export function createAnswerFromFaqs(deps: AnswerDeps): (question: Question) => Promise<void> {
  const lastOf = new Map<string, Promise<void>>();
  let waiting = 0;
  return (question) => {
    if (waiting >= MOST_WAITING) return Promise.resolve();
    waiting++;
    const id = question.conversation._id;
    const before = lastOf.get(id);
    // The previous question reports its failure to its own caller.
    const work = before
      ? before.then(
          () => answerAndSettle(deps, question),
          () => answerAndSettle(deps, question),
        )
      : answerAndSettle(deps, question);
    lastOf.set(id, work);
    return work.finally(() => {
      waiting--;
      if (lastOf.get(id) === work) lastOf.delete(id);
    });
  };
}

async function answerAndSettle(deps: AnswerDeps, question: Question): Promise<void> {
  const best = mayBotAnswer(question.conversation) ? await chooseAnswer(deps, question) : null;
  const isSettled = best !== null && (await answerOnce(deps, question.message, best));
  if (!isSettled) await deps.store.messages.settle(question.message._id);
}

type Choice = { faq: FaqRecord; probability: number };

/** The FAQ that is right with at least the site's probability, unless it was the bot's last answer. */
async function chooseAnswer({ store, index }: AnswerDeps, { message, conversation }: Question): Promise<Choice | null> {
  const threshold = await index.thresholdOf(conversation.siteId);
  if (threshold === null) return null;
  const [best] = await index.rank(conversation.siteId, message.content, conversation.currentPage);
  if (!best || best.probability < threshold) return null;
  return (await wasLastAnswer(store, message, best.faq)) ? null : best;
}

/** An answer to this very message does not count: it may exist after a crash, and is then found by its clientMessageId. */
async function wasLastAnswer(store: Store, message: MessageRecord, faq: FaqRecord): Promise<boolean> {
  const { messages } = await store.messages.list(message.conversationId, { limit: LOOK_BACK });
  const last = messages.findLast(({ senderType, answer }) => senderType === 'bot' && answer !== null);
  return last?.answer?.faqId === faq._id && last.clientMessageId !== answerIdOf(message);
}

/** Answers unless that was already done or is too late; true when the question is settled with it. */
async function answerOnce({ sendBotMessage }: AnswerDeps, message: MessageRecord, { faq, probability }: Choice): Promise<boolean> {
  try {
    const answer = { faqId: faq._id, question: faq.question, probability, helpful: null };
    const ids = { clientMessageId: answerIdOf(message), answers: message._id };
    const { duplicate } = await sendBotMessage(message.conversationId, { content: faq.answer, answer, ...ids });
    return !duplicate;
  } catch (failure) {
    if (failure instanceof AppError && SILENT.has(failure.code)) return false;
    throw failure;
  }
}

function answerIdOf(message: MessageRecord): string {
  return `answer:${message._id}`;
}
