import { expect, test } from 'vitest';
import { pickLocale, wantedTags } from './pick-locale.ts';

test('the first wanted language that there are texts for decides the words and the date format', () => {
  expect(pickLocale(['de-AT', 'en'])).toEqual({ language: 'de', tag: 'de-AT', rtl: false });
  expect(pickLocale(['', 'DE', 'en-GB'])).toEqual({ language: 'de', tag: 'DE', rtl: false });
  expect(pickLocale(['fr-FR', 'en-GB'])).toEqual({ language: 'en', tag: 'en-GB', rtl: false });
});

test('English when nothing fits', () => {
  expect(pickLocale([])).toEqual({ language: 'en', tag: 'en', rtl: false });
  expect(pickLocale(['fr', 'es-MX'])).toEqual({ language: 'en', tag: 'en', rtl: false });
});

test('a malformed tag is passed over instead of breaking Intl', () => {
  expect(pickLocale(['en_US', 'not a tag', 'de'])).toEqual({ language: 'de', tag: 'de', rtl: false });
});

test('the wanted language decides the direction even where its texts are missing', () => {
  expect(pickLocale(['ar-EG'])).toEqual({ language: 'en', tag: 'en', rtl: true });
  expect(pickLocale(['he', 'de'])).toEqual({ language: 'de', tag: 'de', rtl: true });
  expect(pickLocale(['uz-Arab', 'en']).rtl).toBe(true);
  expect(pickLocale(['arn', 'en']).rtl).toBe(false);
});

test('the setting comes before the page, the page before the browser', () => {
  document.documentElement.lang = 'de';
  expect(wantedTags('en').slice(0, 2)).toEqual(['en', 'de']);
  expect(wantedTags('').slice(2)).toEqual([...navigator.languages]);
  document.documentElement.lang = '';
});
