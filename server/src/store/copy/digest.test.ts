import { expect, test } from 'vitest';
import { canonicalText } from './digest.ts';

test('the text of a row does not depend on the order of its fields, at any depth', () => {
  const at = new Date(1_763_000_000_123);
  expect(canonicalText({ b: [1, { d: null, c: 'ä"' }], a: at, u: undefined })).toBe('{"a":"2025-11-13T02:13:20.123Z","b":[1,{"c":"ä\\"","d":null}]}');
  expect(canonicalText({ a: at, b: [1, { c: 'ä"', d: null }] })).toBe(canonicalText({ b: [1, { d: null, c: 'ä"' }], a: at }));
});

test('an unpaired surrogate counts as what an engine can store of it', () => {
  expect(canonicalText('a\ud83d')).toBe(canonicalText('a\ufffd'));
  expect(canonicalText('a😀')).not.toBe(canonicalText('a\ufffd\ufffd'));
});

test('rows that differ anywhere have different texts', () => {
  const texts = [{ a: 1 }, { a: '1' }, { a: null }, { a: [1] }, { a: { a: 1 } }, { a: new Date(1) }, { a: new Date(2) }, { a: false }].map(canonicalText);
  expect(new Set(texts).size).toBe(texts.length);
});
