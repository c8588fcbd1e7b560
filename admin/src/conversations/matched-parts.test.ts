import { expect, test } from 'vitest';
import { matchedParts } from './matched-parts.ts';

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
