import type { Faq } from '@supportchat/protocol';
import type { FaqSort } from './faq-filters.ts';

type Sortable = Pick<Faq, 'question' | 'category' | 'viewCount' | 'helpfulCount'>;

const byQuestion = (a: Sortable, b: Sortable) => a.question.localeCompare(b.question);
const ORDERS: Record<Exclude<FaqSort, 'changed'>, (a: Sortable, b: Sortable) => number> = {
  question: byQuestion,
  // Those without a category come last.
  category: (a, b) => Number(a.category === '') - Number(b.category === '') || a.category.localeCompare(b.category) || byQuestion(a, b),
  answered: (a, b) => b.viewCount - a.viewCount || byQuestion(a, b),
  helped: (a, b) => b.helpfulCount - a.helpfulCount || byQuestion(a, b),
};

/** Names from A to Z, counts from the highest. */
export const sortFaqs = <T extends Sortable>(faqs: readonly T[], sort: FaqSort): T[] => (sort === 'changed' ? [...faqs] : faqs.toSorted(ORDERS[sort]));
