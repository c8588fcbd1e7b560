import { AppError } from '../failure.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import { mayBotAnswer } from '../may-bot-answer.ts';
import type { Reaction } from '../reactions/create-reactions.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { HeldJob } from '../store/port/jobs.ts';
import type { AddedMessage, MessageRecord } from '../store/port/messages.ts';
import type { Store } from '../store/store.ts';
import type { FaqIndex } from './faq-index.ts';

/** The bot's message, made from an FAQ. The `clientMessageId` is derived from the question's id, so that one question gets one answer. */
export type BotAnswer = { content: string; answer: NonNullable<MessageRecord['answer']>; clientMessageId: string; ends: HeldJob };
type AnswerDeps = {
  store: Store;
  index: Pick<FaqIndex, 'rank' | 'thresholdOf'>;
  /**
   * Stores and broadcasts the bot's message, and ends the job with it; the same clientMessageId again returns the first message. Rejects with
   * CONFLICT or CONVERSATION_CLOSED if the bot must be silent by then.
   */
  sendBotMessage: (conversationId: string, answer: BotAnswer) => Promise<AddedMessage>;
};
type Question = { message: MessageRecord; conversation: ConversationRecord };

/** An agent joined meanwhile, or the question was answered before a crash and the FAQ's text has changed since; or the conversation ended. */
const SILENT = new Set(['CONFLICT', 'CONVERSATION_CLOSED', 'NOT_FOUND']);
/** How many of the newest messages are searched for the bot's last answer. */
const LOOK_BACK = 50;
const SECOND_MS = 1000;

/** The reaction to a visitor's message: the bot answers from an FAQ, or is silent. Questions of one conversation are answered in order. */
export function createAnswerFromFaqs(deps: AnswerDeps): Reaction {
  const inOrder = createKeyedQueue();
  return {
    kind: 'answer',
    on: ['visitor-wrote'],
    wants: async (siteId) => ((await deps.index.thresholdOf(siteId)) === null ? null : ({ conversation }) => mayBotAnswer(conversation)),
    run: (job, added) => inOrder(job.conversationId ?? '', () => answer(deps, job, added)),
    retryAfterMs: [1, 10, 60, ...Array.from({ length: 16 }, () => 300)].map((seconds) => seconds * SECOND_MS),
    atOnce: 4,
    leaseMs: 30 * SECOND_MS,
    endsSoon: true,
  };
}

async function answer(deps: AnswerDeps, job: HeldJob, added?: AddedMessage): Promise<'ended' | undefined> {
  const question = added ?? (await loadQuestion(deps.store, job));
  if (!question || !mayBotAnswer(question.conversation)) return undefined;
  const best = await chooseAnswer(deps, question);
  return best && (await answerOnce(deps, question.message, { ...best, job })) ? 'ended' : undefined;
}

async function loadQuestion(store: Store, { key }: HeldJob): Promise<Question | null> {
  const message = await store.messages.get(key);
  const conversation = message && (await store.conversations.get(message.conversationId));
  return conversation && { message, conversation };
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

/** Answers unless that was already done or is too late; true when the job has ended with it. */
async function answerOnce({ sendBotMessage }: AnswerDeps, message: MessageRecord, { faq, probability, job }: Choice & { job: HeldJob }): Promise<boolean> {
  try {
    const answer = { faqId: faq._id, question: faq.question, probability, helpful: null };
    const { duplicate } = await sendBotMessage(message.conversationId, { content: faq.answer, answer, clientMessageId: answerIdOf(message), ends: job });
    return !duplicate;
  } catch (failure) {
    if (failure instanceof AppError && SILENT.has(failure.code)) return false;
    throw failure;
  }
}

function answerIdOf(message: MessageRecord): string {
  return `answer:${message._id}`;
}
