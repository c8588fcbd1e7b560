import { expect, test } from 'vitest';
import { matchWholeWords, matchWords, searchWords } from './words.ts';

test('words stand in one case and without accents, once each', () => {
  expect(searchWords('Ärger, ärger!', 'Łódź 24')).toEqual(['arger', 'łodz', '24']);
});

test('what is written together adds its neighbours as pairs', () => {
  expect(searchWords('jm@mail.example')).toEqual(['jm', 'mail', 'jm mail', 'example', 'mail example']);
  expect(searchWords('退款')).toEqual(['退', '款', '退 款']);
});

test('every word of a search begins a word; what is written together is asked for as pairs', () => {
  expect(matchWords(' Deliv  PARCEL ')).toEqual({ $all: [/^deliv/, /^parcel/] });
  expect(matchWords('jm@mail.ex')).toEqual({ $all: ['jm mail', /^mail ex/] });
  expect(matchWords('?!"*(')).toBeNull();
});

test('whole words go to the text index as phrases', () => {
  expect(matchWholeWords('back to-day')).toEqual({ $text: { $search: '"back" "to day"' }, words: { $all: ['back', 'to', 'day'] } });
});
