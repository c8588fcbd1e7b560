import { afterEach, expect, test, vi } from 'vitest';
import { formatCount, formatPercent } from './format-number.ts';
import { formatDate, formatExactTime, formatTimeOfDay } from './format-time.ts';
import { dateLocale, setFormats } from './locale.ts';

const MORNING = new Date(2026, 10, 27, 9, 5, 7).toISOString();
const EVENING = new Date(2026, 10, 27, 21, 5, 7).toISOString();
const samples = () =>
  [formatTimeOfDay(EVENING), formatDate(Date.parse(EVENING), Date.parse(EVENING)), formatCount(12_480), formatPercent(0.2)].map((text) =>
    text.replace(/\s/g, ' '),
  );

afterEach(() => {
  vi.unstubAllGlobals();
  setFormats({ region: 'auto', hours: 'auto' });
});

test.each([
  ['en-US', ['9:05 PM', 'Nov 27', '12,480', '20%']],
  ['en-GB', ['21:05', '27 Nov', '12,480', '20%']],
  ['de-DE', ['21:05', '27 Nov', '12.480', '20 %']],
  ['fi', ['21.05', '27 Nov', '12 480', '20 %']],
  ['not a tag!', ['9:05 PM', 'Nov 27', '12,480', '20%']],
])('[PANEL8] times, dates and numbers follow the browser: %s', (language, expected) => {
  vi.stubGlobal('navigator', { language });
  expect(samples().map((text) => text.replaceAll('pm', 'PM'))).toEqual(expected);
});

test('[PANEL8] the agent’s own choice of region and clock wins', () => {
  vi.stubGlobal('navigator', { language: 'en-US' });
  setFormats({ region: 'de-DE' });
  expect(samples()).toEqual(['21:05', '27 Nov', '12.480', '20 %']);
  setFormats({ region: 'en-US', hours: '24' });
  expect([formatTimeOfDay(MORNING), formatTimeOfDay(EVENING)]).toEqual(['09:05', '21:05']);
  expect(formatExactTime(EVENING)).toBe('November 27, 2026 at 21:05:07');
});

test('[PANEL8] words stay English whatever the region', () => {
  vi.stubGlobal('navigator', { language: 'fr' });
  expect(dateLocale()).toMatch(/^en-/);
  expect(samples()).toEqual(['21:05', '27 Nov', '12 480', '20 %']);
});
