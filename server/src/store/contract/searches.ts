import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, type Search } from '../../search/parse-search.ts';
import { termsOf } from '../../search/terms.ts';
import { addSite, addTalk, aFaq, idsOf, type OpenStore } from './samples.ts';

const WORDS = [
  'Grüße',
  'gruesse',
  'Straße',
  'strasse',
  'C++',
  'c#',
  'R&D',
  "O'Neil",
  'oneil',
  '0514',
  '/',
  '588-418',
  '0514588',
  '🎉',
  '👍🏽',
  '退款',
  '款',
  'ガス',
  'Ａ１',
];
const aWord = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }),
);
const aText = fc.array(aWord, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const SEED = 20_261_127;

export function searchesContract(open: OpenStore): void {
  test('[ST93 SRCH1] random searches find in random texts what the terms define, for names, messages and FAQs alike', { timeout: 30_000 }, async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const texts = fc.sample(aText, { numRuns: 50, seed: SEED });
    const faqs = texts.map((question) => aFaq(siteId, { question, answer: '', category: '', keywords: [] }));
    const add = (text: string, visitorName: string, content: string) =>
      addTalk(store, { siteId, visitorName, visitorEmail: '' }, { content }).then((talk) => ({ text, talk }));
    const named = await Promise.all(texts.map((text) => add(text, text, '.')));
    const written = await Promise.all(texts.map((text) => add(text, '', text)));
    await Promise.all(faqs.map((faq) => store.faqs.add(faq)));
    for (const search of [...fc.sample(aText, { numRuns: 50, seed: SEED + 1 }), ...texts.flatMap((text) => text.split(' ').slice(0, 1))]) {
      const wanted = parseSearch(search);
      const talks = [...named, ...written].filter(({ text }) => fits(text, wanted)).map(({ talk }) => talk);
      const found = await store.conversations.search({ limit: 200, siteIds: [siteId], search });
      expect([search, idsOf(found.items).sort()]).toEqual([search, idsOf(talks).sort()]);
      const foundFaqs = search.trim() ? (await store.faqs.list({ limit: 200, search })).items : [];
      expect([search, idsOf(foundFaqs).sort()]).toEqual([search, idsOf(faqs.filter(({ question }) => fits(question, wanted))).sort()]);
    }
  });
}

function fits(text: string, search: Search | null): boolean {
  if (!search) return false;
  const terms = [...termsOf(text)];
  return search.every((word) =>
    word.some((alternative) => alternative.every((wanted) => terms.some((term) => (wanted.isPrefix ? term.startsWith(wanted.text) : term === wanted.text)))),
  );
}
