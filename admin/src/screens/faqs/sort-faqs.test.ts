import { expect, test } from 'vitest';
import { FAQ_SORTS } from './faq-filters.ts';
import { sortFaqs } from './sort-faqs.ts';

const faq = (question: string, category: string, viewCount: number, helpfulCount: number) => ({ question, category, viewCount, helpfulCount });
const FAQS = [faq('Returns', 'Orders', 3, 0), faq('apples', '', 10, 2), faq('Delivery', 'Shipping', 3, 2)];

test("[PANEL7] FAQs are sorted by name, category or count, ties by name, and otherwise stay in the server's order", () => {
  const orders = FAQ_SORTS.map((sort) => [sort, sortFaqs(FAQS, sort).map(({ question }) => question)]);
  expect(Object.fromEntries(orders)).toEqual({
    changed: ['Returns', 'apples', 'Delivery'],
    question: ['apples', 'Delivery', 'Returns'],
    category: ['Returns', 'Delivery', 'apples'],
    answered: ['apples', 'Delivery', 'Returns'],
    helped: ['apples', 'Delivery', 'Returns'],
  });
});
