import { expect, test } from 'vitest';
import { createTokenizer } from './tokens.ts';

const english = createTokenizer('en');

test.each([
  ["Where's my order?", 'where my order'],
  ["I can't pay & don’t know why", 'i can not pay do not know why'],
  ['pls tell me ur adress thx', 'please tell me your adress thanks'],
  ["'''", ''],
  ['𝓘 𝔀𝓪𝓷𝓽', 'i want'],
])('chat English is spelled out: %s', (text, words) => {
  expect(english(text).join(' ')).toBe(words);
});

test('other languages keep their words', () => {
  expect(createTokenizer('fr')("L'été à la plage")).toEqual(['l', 'été', 'à', 'la', 'plage']);
  expect(createTokenizer('hi')('मेरा ऑर्डर')).toEqual(['मेरा', 'ऑर्डर']);
});

test('scripts without spaces are split into words', () => {
  expect(createTokenizer('zh')('我想退款。')).toContain('退款');
  expect(createTokenizer('th')('ฉันต้องการคืนเงิน').length).toBeGreaterThan(1);
});

test('a word is no longer than 40 letters', () => {
  expect(english('a'.repeat(5000))).toEqual(['a'.repeat(40)]);
});
