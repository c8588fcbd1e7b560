import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectPhrasings } from './phrasings.ts';
import { createView } from './view.ts';
import { finish } from './work.ts';

const letters = { of: (word: string) => word.split(''), rarity: () => 0.5 };
const text = fc.array(fc.string({ unit: fc.constantFrom(...'abcdef'.split('')), minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

function viewOf(texts: readonly (readonly string[])[]) {
  const faqs = texts.map((words) => ({ question: words.join(' '), answer: '', keywords: [] }));
  const phrasings = finish(collectPhrasings(faqs, (line) => line.split(' ').filter(Boolean)));
  return finish(createView(phrasings, letters));
}

test('a phrasing compared with itself is 1, and comparing agrees with the similarities', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const view = viewOf(texts);
      const n = texts.length;
      const similarities = view.similarities([...texts.keys()]);
      for (const [i, words] of texts.entries()) {
        const cosines = view.compare(words);
        expect(cosines[i]).toBeCloseTo(1, 4);
        for (let j = 0; j < n; j++) expect(similarities[i * n + j]).toBeCloseTo(cosines[j]!, 4);
      }
    }),
  );
});

test('similarities are the same in a large view, which does not cache them', () => {
  const some = [['ab', 'cd'], ['abc'], ['ef', 'ab', 'ab'], ['fa']];
  const many = viewOf([...some, ...Array.from({ length: 400 }, (_, i) => ['abcdef'.slice(i % 5), `${i}`])]);
  const few = viewOf([...some, ...Array.from({ length: 200 }, (_, i) => ['abcdef'.slice(i % 5), `${i}`])]);
  // The weights depend on the number of texts, so each view is checked against its own comparison.
  for (const view of [many, few]) {
    const similarities = view.similarities([0, 1, 2, 3]);
    for (const [i, words] of some.entries()) {
      const cosines = view.compare(words);
      for (let j = 0; j < 4; j++) expect(similarities[i * 4 + j]).toBeCloseTo(cosines[j]!, 4);
    }
  }
});

test('asking twice gives the same result: the first call leaves no trace', () => {
  const view = viewOf([['ab', 'cd'], ['abc'], ['ef', 'ab', 'ab']]);
  const ask = () => [view.compare(['ab', 'x']), view.similarities([0, 2]), view.overlap(['ab', 'f'], [0, 1])];
  expect(ask()).toEqual(ask());
});

test('the overlap reports what is shared and what is missing', () => {
  const view = viewOf([['ab'], ['cd']]);
  expect(view.overlap(['ab'], [0])).toMatchObject({ share: 1, heaviestMissing: 0 });
  expect(view.overlap(['ab'], [1])).toMatchObject({ share: 0, common: 0, heaviestCommon: 0 });
  expect(view.overlap(['ax'], [0]).share).toBeGreaterThan(0);
  expect(view.overlap([], [0])).toEqual({ share: 0, common: 0, heaviestCommon: 0, heaviestMissing: 0 });
});
