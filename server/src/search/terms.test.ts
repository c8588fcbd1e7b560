import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearch, type Search } from './parse-search.ts';
import { termsOf } from './terms.ts';

/** Emulates an index: each word of the search matches through one of its alternatives. */
function finds(text: string, search: Search | null): boolean {
  const terms = [...termsOf(text)];
  const has = (wanted: { text: string; isPrefix: boolean }) => terms.some((term) => (wanted.isPrefix ? term.startsWith(wanted.text) : term === wanted.text));
  return search?.every((word) => word.some((alternative) => alternative.every(has))) ?? false;
}

const FOUND: [string, string[]][] = [
  ['Grüße aus Köln', ['GRÜSSE', 'grusse', 'gruesse', 'grüße', 'koln', 'koeln', 'KÖLN']],
  ['Gruesse aus Koeln', ['grüße', 'köln', 'gruesse']],
  ['Straße', ['strasse', 'STRASSE', 'straße', 'STRAẞE']],
  ['Smørrebrød in Århus, Łódź, Đà Nẵng', ['smorrebrod', 'arhus', 'aarhus', 'lodz', 'da nang']],
  ['İstanbul ışık ΣΊΣΥΦΟΣ Ёлка', ['istanbul', 'isik', 'σισυφος', 'елка']],
  ['Ｈｅｌｌｏ ﬁne ｶﾞｽ', ['hello', 'fine', 'ガス']],
  ['I write C++ and c#, she R', ['c++', 'C#', 'c', 'r']],
  ['C++20 and C/C++', ['c++', 'c++20', 'c/c++']],
  ['R&D got an A+ for 5%', ['r&d', 'R&D', 'a+', '5%']],
  ['party 🎉🎉 👍🏽 ❤️ 🇳🇴', ['🎉', '👍', '👍🏿', '❤', '🇳🇴', 'party']],
  ["O'Neil and O’Brien don't", ['oneil', "o'neil", 'neil', 'OBrien', 'dont', 'don’t']],
  ['oneil', ["O'Neil", 'O’Neil']],
  ['call 0514 / 588-418-15 now', ['051458841815', '0514 588', '588-418-15', '58841815', '0514', 'now']],
  ['051458841815', ['0514 / 588-418-15', '0514/588']],
  ['+49 (514) 588.418', ['49514588418', '+49 514', '588418']],
  ['DE89 3704 0044 0532 0130 00', ['DE89370400440532013000', '3704', 'DE89']],
  ['٠٥١٤ and ०५', ['0514', '05']],
  ['1,000.50 on 2026-11-23', ['1000', '1,000.50', '2026-11-23', '20261123']],
  ['in 2026 we had 11 orders', ['2026 11']],
  ['vera@mail.example', ['vera@mail.example', 'mail.example', 'vera', 'example']],
  ['e-mail', ['email', 'e-mail', 'mail']],
  ['soft\u00adhyphen', ['softhyphen', 'soft\u00adhyphen']],
  ['我想退款可以吗', ['退款', '款', '我想退款']],
  ['สวัสดีครับ', ['สวัสดี']],
];
const NOT_FOUND: [string, string[]][] = [
  ['hello', ['ello', 'hello there', 'h', '🎉']],
  ['cat food', ['c++', 'c#', 'c']],
  ['C++', ['c#', 'c+']],
  ['about a book', ['A/B', 'r&d']],
  ['Gruesse', ['grusse']],
  ['Blume', ['blume und', 'blüme!x']],
  ['party 🎉', ['👍']],
  ['がくせい', ['かくせい']],
  ['退款', ['款退', '付款']],
];

describe('what a search finds', () => {
  test.each(FOUND)('[SRCH1] %s is found', (text, searches) => {
    expect(searches.filter((search) => !finds(text, parseSearch(search)))).toEqual([]);
  });
  test.each(NOT_FOUND)('[SRCH1] %s is not found by other words', (text, searches) => {
    expect(searches.filter((search) => finds(text, parseSearch(search)))).toEqual([]);
  });

  test('[SRCH1] every word of any text finds it', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('Grüße', 'C++', "O'Neil", '0514', '/', '588-418', '🎉', '退款', 'ガス', '５'),
    );
    const isFound = fc.property(fc.array(word, { maxLength: 7 }), (words) => {
      const missed = words.filter((one) => parseSearch(one) && !finds(words.join(' '), parseSearch(one)));
      expect(missed, words.join(' ')).toEqual([]);
    });
    expect(() => fc.assert(isFound, { numRuns: 2000 })).not.toThrow();
  });
});

test('[SRCH2] the first eight distinct words count, and a search stays small, whatever the input', () => {
  expect(parseSearch('one two three four five six seven eight nine ten')).toHaveLength(8);
  expect(parseSearch('one ONE one two two')).toEqual(parseSearch('one two'));
  const sizeOf = (search: string) => JSON.stringify(parseSearch(search)).length;
  for (const text of ['ab '.repeat(66), '1 '.repeat(100), '退'.repeat(200), 'ü '.repeat(100), '🎉👍'.repeat(50)]) expect(sizeOf(text)).toBeLessThan(9000);
});

test.each(['', ' ', '?!"*(', '\u0000', '\u200d', '-- ++'])('[SRCH2] %j contains no word', (search) => {
  expect(parseSearch(search)).toBeNull();
});

test('the number of terms depends only on the length of the text', () => {
  const lengthOf = (text: string) => [...termsOf(text)].reduce((sum, term) => sum + term.length, 0);
  for (const unit of ['a.', '1 ', "o'", 'é-', '退', '🎉', '+', 'ü/', '1/2 ', 'ﷺ'])
    expect(lengthOf(Array.from({ length: 2000 / unit.length }, (_, index) => `${unit}${index}`).join(''))).toBeLessThan(128_001);
});
