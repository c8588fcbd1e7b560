import { expect, test } from 'vitest';
import { matchedParts, partsAroundMatch } from './matched-parts.ts';

const marked = (text: string, search: string) =>
  matchedParts(text, search)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['Where is needle500?', 'needle500', 'Where is [needle500]?'],
  ['the CAFÉ, a café', 'cafe', 'the [CAFÉ], a [café]'],
  ['Die Straße ist lang', 'strasse', 'Die [Straße] ist lang'],
  ['refund of my refunds', 'refund', '[refund] of my [refund]s'],
  ['prefund', 'fund', 'prefund'],
  ['two words here', 'here two', '[two] words [here]'],
  ['Smile 😀 please', 'please', 'Smile 😀 [please]'],
  ['<b>bold</b>', 'bold', '<b>[bold]</b>'],
  ['你好世界', '世界', '你好[世界]'],
  ['anything', '…', 'anything'],
])('[INBOX14] in “%s” the search “%s” marks %s', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
  expect(
    matchedParts(text, search)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

const inRow = (text: string, search: string) =>
  partsAroundMatch(text, search)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['Best beans for a moka pot?', 'beans', 'Best [beans] for a moka pot?'],
  ['Fine for espresso machines, medium-fine for filter, and fresh beans', 'beans', '…filter, and fresh [beans]'],
  ['In its closed bag, dry and at room temperature, the beans keep', 'keep', '…the beans [keep]'],
  ['beans and much more about how they are roasted here', 'beans', '[beans] and much more about how they are roasted here'],
  ['nothing that is marked in this rather long line of text', 'zebra', 'nothing that is marked in this rather long line of text'],
  [`${'字'.repeat(40)}世界`, '世界', `…${'字'.repeat(20)}[世界]`],
  [`${'😀'.repeat(30)}a word`, 'word', `…${'😀'.repeat(9)}a [word]`],
  [`a${'😀'.repeat(30)}😀😀word`, 'word', `…${'😀'.repeat(10)}[word]`],
])('[INBOX14] in a row “%s” with the search “%s” reads %s', (text, search, expected) => {
  expect(inRow(text, search)).toBe(expected);
});
