import { expect, test } from 'vitest';
import { describeLocale } from './locale.ts';
import { pickLanguage, wantedTags } from './pick-language.ts';

const OFFERED = ['en', 'de', 'pt-BR', 'zh-Hans', 'zh-Hant'];
const pickTag = (wanted: string[], offered = ['en', 'de']) => pickLanguage(wanted, offered)?.tag;
const languageFor = (tag: string) => pickLanguage([tag], OFFERED)?.language;

const describe = (wanted: string[]) => describeLocale({ wanted, ...(pickLanguage(wanted, ['en', 'de']) as { tag: string; language: string }) });

test('the first requested language with available texts wins', () => {
  expect(pickTag(['de-AT', 'en'])).toBe('de-AT');
  expect(pickTag(['', 'DE', 'en-GB'])).toBe('DE');
  expect(pickTag(['fr-FR', 'en-GB'])).toBe('en-GB');
});

test('English when nothing matches', () => {
  expect(pickTag([])).toBe('en');
  expect(pickTag(['fr', 'es-MX'])).toBe('en');
});

test('the setting comes before the page, the page before the browser', () => {
  document.documentElement.lang = 'de';
  expect(wantedTags('en').slice(0, 2)).toEqual(['en', 'de']);
  expect(wantedTags('').slice(2)).toEqual([...navigator.languages]);
  document.documentElement.lang = '';
});

test('dates and numbers follow the whole tag; a malformed one does not break Intl', () => {
  expect(describe(['de-AT'])).toEqual({ language: 'de', tag: 'de-AT', rtl: false });
  expect(describe(['de-'])).toEqual({ language: 'de', tag: 'de', rtl: false });
  expect(pickTag(['en_US', 'not a tag', 'de'])).toBe('de');
});

test('the requested language decides the direction even if its texts are missing', () => {
  expect(describe(['', 'ar-EG', 'en'])).toEqual({ language: 'en', tag: 'en', rtl: true });
  expect(describe(['he', 'de']).rtl).toBe(true);
  expect(describe(['uz-Arab']).rtl).toBe(true);
  expect(describe(['arn', 'ar']).rtl).toBe(false);
});

test('[WID14] unusual tags of pages and systems are interpreted as intended', () => {
  document.documentElement.lang = 'de_DE';
  expect(pickTag(wantedTags(''))).toBe('de-DE');
  expect(pickTag(wantedTags('de_AT'))).toBe('de-AT');
  document.documentElement.lang = '';
  expect(describe(['ar-EG'])).toEqual({ language: 'en', tag: 'en', rtl: true });
  expect(describe(['de-DE-u-nu-arab'])).toEqual({ language: 'de', tag: 'de-DE-u-nu-arab', rtl: false });
  expect(describe(['pt-BR', 'de']).tag).toBe('de');
  expect(describe(['az-Arab']).rtl).toBe(true);
  expect(describe(['ks-Latn']).rtl).toBe(false);
  for (const tag of ['constructor', '__proto__', 'toString', 'x'.repeat(5000), 'de-\u0000', '-']) expect(describe([tag])).toMatchObject({ rtl: false });
  expect(pickTag(['constructor', 'hasOwnProperty'])).toBe('en');
});

test('[WID23] a language is found by its whole tag, then by shorter ones, then in another variant', () => {
  expect(languageFor('DE-at-1996')).toBe('de');
  expect(['pt-BR', 'pt-br', 'pt', 'pt-PT'].map(languageFor)).toEqual(['pt-BR', 'pt-BR', 'pt-BR', 'pt-BR']);
  expect(['zh-Hant-HK', 'zh-Hans-CN', 'zh'].map(languageFor)).toEqual(['zh-Hant', 'zh-Hans', 'zh-Hans']);
  // Not by the first letters alone.
  expect(['p', 'den', 'enm', '', '-', 'x'.repeat(5000)].map(languageFor)).toEqual(['en', 'en', 'en', 'en', 'en', 'en']);
  expect(pickLanguage(['fr-CA', 'pt-PT', 'de'], OFFERED)).toEqual({ tag: 'pt-PT', language: 'pt-BR' });
});
