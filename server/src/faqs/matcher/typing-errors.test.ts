import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLanguage } from './language.ts';
import { createCorrector, isOneEditAway } from './typing-errors.ts';

const correctAll = createCorrector(
  new Map([
    ['refund', 0],
    ['delivery', 1],
    ['rückgabe', 2],
    ['size', 3],
  ]),
  findLanguage('en'),
);
const correct = (word: string) => correctAll([word])[0];

test.each([
  ['refnd', 'refund'],
  ['refudn', 'refund'],
  ['delivvery', 'delivery'],
  ['deluvery', 'delivery'],
  ['rükgabe', 'rückgabe'],
])('%s is corrected to %s', (typed, meant) => {
  expect(correct(typed)).toBe(meant);
});

test.each([['refund'], ['sizd'], ['rfnd'], ['delightful'], ['12345'], ['defund1'], ['']])('%s stays', (word) => {
  expect(correct(word)).toBe(word);
});

test('a real English word is not corrected to a word of the site', () => {
  expect(createCorrector(new Map([['thinks', 0]]), findLanguage('en'))(['things'])).toEqual(['things']);
});

test('in other languages, stop words and words with another first letter are not corrected, whatever the order of the FAQs', () => {
  for (const words of [
    ['einen', 'meine', 'Rückgabe'],
    ['meine', 'einen', 'Rückgabe'],
  ]) {
    const inGerman = createCorrector(new Map(words.map((word, i) => [word.toLowerCase(), i])), findLanguage('de'));
    expect(inGerman(['meinen', 'deiner', 'rückgabr', 'tückgabe'])).toEqual(['meinen', 'deiner', 'rückgabe', 'tückgabe']);
  }
  const candidates = (words: string[]) => createCorrector(new Map(words.map((word, i) => [word, i])), findLanguage('en'))(['lighr']);
  expect(candidates(['light', 'fighr'])).toEqual(candidates(['fighr', 'light']));
});

test('only the first 30 unknown words of a message are looked up', () => {
  expect(correctAll([...Array<string>(29).fill('unheardof'), 'refnd', 'refnd', 'refund']).slice(29)).toEqual(['refund', 'refnd', 'refund']);
});

const word = fc.string({ unit: fc.constantFrom(...'abc'.split('')), maxLength: 6 });

test('one edit apart is symmetric, and at most one letter longer', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(isOneEditAway(a, b)).toBe(isOneEditAway(b, a));
      if (isOneEditAway(a, b)) expect(Math.abs(a.length - b.length)).toBeLessThanOrEqual(1);
    }),
  );
});

test('omitting any letter is one edit', () => {
  fc.assert(
    fc.property(word, fc.nat(5), (text, place) => {
      expect(isOneEditAway(text, text.slice(0, place) + text.slice(place + 1))).toBe(true);
    }),
  );
});
