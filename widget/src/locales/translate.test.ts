import { expect, test } from 'vitest';
import { texts as de } from './de.ts';
import { texts as en } from './en.ts';
import { createTranslate } from './translate.ts';

test('numbers pick the plural form and are written in the language', () => {
  const t = createTranslate(en, 'en');
  expect(t('newMessages', { n: 1 })).toBe('1 new message');
  expect(t('newMessages', { n: 3 })).toBe('3 new messages');
  expect(createTranslate(de, 'de')('counter', { n: 3712, max: 4000 })).toBe('3.712 von 4.000');
});

test('a form that a language lacks falls back to `_other`', () => {
  expect(createTranslate({ things_other: '{n} things' }, 'ar')('things', { n: 2 })).toBe('٢ things'.replace('٢', new Intl.NumberFormat('ar').format(2)));
});

test('values are inserted verbatim, braces and all', () => {
  expect(createTranslate(en, 'en')('joined', { name: '{n} $& <b>' })).toBe('{n} $& <b> joined');
});

test('every language has every placeholder that English has', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) expect(places(de[key]), key).toEqual(places(en[key]));
});

test('an unknown key does not compile', () => {
  const t = createTranslate(en, 'en');
  // @ts-expect-error: no such text
  expect(t('nonsense')).toBe('nonsense');
  // @ts-expect-error: plural forms are chosen, not named
  t('newMessages_one');
});

test('[WID14] a name of the other direction does not reverse the sentence', () => {
  const t = createTranslate({ joined: '{name} joined (1)' }, 'en');
  expect(t('joined', { name: 'Ada' })).toBe('Ada joined (1)');
  expect(t('joined', { name: 'אבג' })).toBe('\u2068אבג\u2069 joined (1)');
});
