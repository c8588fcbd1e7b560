import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promisedTime } from '../../testing/promised-time.ts';
import { bicycleShop, germanShop } from './fixtures.ts';
import { createMatcher, type Match } from './matcher.ts';

const shop = createMatcher(bicycleShop, 'en');
const words = fc
  .array(fc.constantFrom('order', 'refund', 'the', 'where', 'pls', 'ship', 'ordr', '退款', 'wann', '5'), { maxLength: 40 })
  .map((list) => list.join(' '));
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 60 }), words);
const anyFaq = fc.record({ question: anyText, answer: anyText, keywords: fc.array(anyText, { maxLength: 4 }) });
const anyLanguage = fc.constantFrom('en', 'de', 'ja', 'th', 'ar', 'und', '');

/** At most 5 different FAQs of the site, likeliest first, with probabilities of 0 to 1. */
function isSound(matches: readonly Match[], ids: ReadonlySet<string>): boolean {
  const falling = matches.every(({ probability }, i) => probability >= 0 && probability <= (matches[i - 1]?.probability ?? 1));
  const different = new Set(matches.map(({ id }) => id)).size === matches.length;
  return falling && different && matches.length <= 5 && matches.every(({ id }) => ids.has(id));
}

describe('whatever the input', () => {
  test('any FAQs and any message give at most 5 FAQs, likeliest first, with probabilities of 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(anyFaq, { maxLength: 12 }), anyLanguage, fc.array(anyText, { maxLength: 4 }), (texts, language, messages) => {
        const faqs = texts.map((text, i) => ({ ...text, id: `f${i}` }));
        const matcher = createMatcher(faqs, language);
        for (const message of messages) expect(isSound(matcher.rank(message), new Set(faqs.map(({ id }) => id)))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('the same message always gets the same ranking, whatever was asked before', () => {
    fc.assert(
      fc.property(anyText, anyText, (message, other) => {
        const first = shop.rank(message);
        shop.rank(other);
        expect(shop.rank(message)).toEqual(first);
        expect(createMatcher(bicycleShop, 'en').rank(message)).toEqual(first);
      }),
      { numRuns: 25 },
    );
  });

  test('case, outer spaces and punctuation do not matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bicycleShop), fc.constantFrom('', ' ', '!!', '...', ' ?!'), ({ question }, end) => {
        expect(shop.rank(`  ${question.toUpperCase()}${end}`)).toEqual(shop.rank(question));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['nothing', ''],
    ['spaces', ' \n\t '],
    ['emoji', '👍🏽🎉👨‍👩‍👧'],
    ['punctuation', '?!.,;:'],
    ['half a surrogate pair', '\ud83d'],
  ])('%s matches nothing', (_, message) => {
    expect(shop.rank(message)).toEqual([]);
  });

  test.each([
    ['10,000 characters', 'where is my order '.repeat(600).slice(0, 10_000)],
    ['10,000 characters without a space', 'a'.repeat(10_000)],
    ['a text that makes bad patterns slow', `${"a'".repeat(4000)}!`],
    ['marks upon marks', `o${'\u0301'.repeat(9000)}`],
    ['a ligature that unfolds to 18 letters', '\ufdfa'.repeat(9000)],
    ['10,000 Chinese characters', '我想退款'.repeat(2500)],
    ['pattern syntax', '(.*)+$ [^x]{999} \\p{L} $& ^((a+)+)+$'],
    ['property names', '__proto__ constructor toString hasOwnProperty'],
  ])('%s is harmless and fast', (_, message) => {
    const german = createMatcher(germanShop, 'de');
    const start = performance.now();
    const ids = new Set([...bicycleShop, ...germanShop].map(({ id }) => id));
    expect(isSound(shop.rank(message), ids)).toBe(true);
    expect(isSound(german.rank(message), ids)).toBe(true);
    expect(performance.now() - start).toBeLessThan(promisedTime(2000));
  });
});
