import type { Feature } from '../feature.ts';
import type { AddedMessage } from '../store/port/messages.ts';
import { type BotAnswer, createAnswerFromFaqs } from './answer-from-faqs.ts';
import type { FaqsDeps } from './faqs-deps.ts';
import { faqRoutes } from './routes.ts';

/** The FAQs and the bot that answers from them. */
export function faqsFeature(deps: FaqsDeps & { sendBotMessage: (conversationId: string, answer: BotAnswer) => Promise<AddedMessage> }): Feature {
  return {
    name: 'faqs',
    routes: faqRoutes(deps),
    reactions: [createAnswerFromFaqs({ store: deps.store, index: deps.faqIndex, sendBotMessage: deps.sendBotMessage })],
    warm: deps.faqIndex.warm,
  };
}
