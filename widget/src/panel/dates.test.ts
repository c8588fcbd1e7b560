import { expect, test, vi } from 'vitest';
import { texts as de } from '../locales/de.ts';
import { texts as en } from '../locales/en.ts';
import { createTranslate } from '../locales/translate.ts';
import { createDates } from './dates.ts';

const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString();
const now = () => new Date(2026, 10, 10, 9, 30);
const english = createDates('en-GB', createTranslate(en, 'en'), now);

test('Today, Yesterday, otherwise the date', () => {
  expect(english.day(local(2026, 10, 10, 0, 1))).toBe('Today');
  expect(english.day(local(2026, 10, 9, 23, 59))).toBe('Yesterday');
  expect(english.day(local(2026, 9, 25, 12))).toBe('25 October 2026');
  expect(english.day(local(2025, 0, 2))).toBe('2 January 2025');
  expect(createDates('de', createTranslate(de, 'de'), now).day(local(2026, 10, 9))).toBe('Gestern');
});

test('[MSG18] a clock that runs ahead does not break the day', () => {
  expect(english.day(local(2026, 10, 12))).toBe('12 November 2026');
});

test('[WID7] times are in 24 hours if the language or the browser uses them, otherwise 12', () => {
  const time = (tag: string, browser: string) => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue(browser);
    return createDates(tag, createTranslate(en, 'en'), now).time(local(2026, 10, 10, 15, 5));
  };
  expect(time('en-GB', 'en-GB')).toBe('15:05');
  expect(time('en', 'de-DE')).toBe('15:05');
  expect(time('en-US', 'en-US')).toMatch(/^3:05\sPM$/);
  expect(time('de', 'en-US')).toBe('15:05');
  expect(time('de-AT', 'en-US')).toBe('15:05');
  expect(time('en-GB', 'en-US')).toBe('15:05');
  vi.restoreAllMocks();
});
