import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol/widget-config';
import { expect, test, vi } from 'vitest';
import { mergeSettings } from './settings.ts';

const served = { ...DEFAULT_WIDGET_SETTINGS, primaryColor: '#112233', welcomeMessage: 'Welcome' };

test('the page wins key by key, the rest stays as the server says', () => {
  const warn = vi.fn();
  const merged = mergeSettings(
    served,
    { siteKey: 'x', position: 'bottom-left', autoOpen: true, autoOpenDelay: 0, showOnPages: ['/a'], customCSS: undefined },
    warn,
  );
  expect(merged).toEqual({ ...served, position: 'bottom-left', autoOpen: true, autoOpenDelay: 0, showOnPages: ['/a'] });
  expect(warn).not.toHaveBeenCalled();
});

test.each([
  ['position', 'top'],
  ['primaryColor', 'red'],
  ['primaryColor', 42],
  ['autoOpen', 'yes'],
  ['autoOpenDelay', '5000'],
  ['showOnPages', '/pricing'],
  ['showOnPages', ['/a', 1]],
  ['hideOnPages', {}],
  ['welcomeMessage', null],
  ['nonsense', true],
])('%s: %j is ignored, and the warning names the key', (key, value) => {
  const warn = vi.fn();
  expect(mergeSettings(served, { siteKey: 'x', [key]: value }, warn)).toEqual(served);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toContain(`"${key}"`);
});
