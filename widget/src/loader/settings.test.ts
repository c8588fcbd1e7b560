import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol/widget-config';
import { expect, test } from 'vitest';
import { reportIgnored } from '../rescue/report-ignored.ts';
import { mergeSettings, type PageConfig } from './settings.ts';

const widgetSettings = { ...DEFAULT_WIDGET_SETTINGS, primaryColor: '#112233', welcomeMessage: 'Welcome' };
const served = { widgetSettings, settings: { widget: { theme: 'auto' as const } } };
const all = { ...widgetSettings, theme: 'auto', offsetX: 20, offsetY: 20 };

/** What the page's developer reads. */
function reported(pageConfig: PageConfig): string[] {
  const sentences: string[] = [];
  reportIgnored({ pageConfig, settings: mergeSettings(served, pageConfig), siteKey: 'x' }, (sentence) => sentences.push(sentence));
  return sentences;
}

test('the page wins key by key, the rest comes from the server', () => {
  const own = { position: 'bottom-left', autoOpen: true, autoOpenDelay: 0, showOnPages: ['/a'], theme: 'dark', offsetX: 0, offsetY: 90 };
  const page = { siteKey: 'x', customCSS: undefined, ...own };
  expect(mergeSettings(served, page)).toEqual({ ...all, ...own });
  expect(reported(page)).toEqual([]);
});

test('[SITE26] the site’s theme applies unless the page sets one; a server of the previous version sends none', () => {
  const dark = { widgetSettings, settings: { widget: { theme: 'dark' as const } } };
  expect(mergeSettings(dark, {}).theme).toBe('dark');
  expect(mergeSettings(dark, { theme: 'light' }).theme).toBe('light');
  expect(mergeSettings({ widgetSettings }, {}).theme).toBe('auto');
  expect(mergeSettings({ widgetSettings }, { theme: 'dark' }).theme).toBe('dark');
});

test('[HOST4] a three-digit color becomes its six-digit form', () => {
  expect(mergeSettings(served, { primaryColor: '#1aF' }).primaryColor).toBe('#11aaFF');
  expect(reported({ siteKey: 'x', primaryColor: '#1aF' })).toEqual([]);
});

test.each([
  ['position', 'top', 'bottom-right or bottom-left'],
  ['primaryColor', 'red', '#rrggbb'],
  ['primaryColor', '#12345', '#rrggbb'],
  ['primaryColor', 42, '#rrggbb'],
  ['autoOpen', 'yes', 'boolean'],
  ['autoOpenDelay', '5000', 'number'],
  ['offsetX', '20px', 'number'],
  ['theme', 'night', 'auto, light or dark'],
  ['showOnPages', '/pricing', 'list of strings'],
  ['hideOnPages', {}, 'list of strings'],
  ['welcomeMessage', null, 'string'],
])('[HOST4] %s: %j is ignored, and the warning names key, value and expected form', (key, value, form) => {
  const [sentence, ...more] = reported({ siteKey: 'x', [key]: value });
  expect(more).toEqual([]);
  for (const part of [key, JSON.stringify(value), form]) expect(sentence).toContain(part);
});

test.each([
  ['nonsense', true],
  ['constructor', 'x'],
  ['toString', 'x'],
  ['__proto__', { position: 'bottom-left' }],
])('[HOST4] %s is not a setting, and the warning says so', (key, value) => {
  const page = JSON.parse(JSON.stringify({ siteKey: 'x', key: value }).replace('"key"', `"${key}"`));
  expect({ ...mergeSettings(served, page) }).toEqual(all);
  expect(reported(page)).toEqual([expect.stringContaining(key)]);
});

test('[HOST4] a second siteKey is reported', () => {
  expect(reported({ siteKey: 'y' })).toEqual([expect.stringContaining('siteKey')]);
});

test("[HOST4] only the page's own properties count, whatever its prototypes contain", () => {
  const page = Object.create({ position: 'bottom-left', extend() {} }, { siteKey: { value: 'x', enumerable: true } });
  expect(mergeSettings(served, page)).toEqual(all);
  expect(reported(page)).toEqual([]);
});
