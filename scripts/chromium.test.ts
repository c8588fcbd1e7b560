import { expect, test } from 'vitest';
import { findChromium } from './chromium.mjs';

const among =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path);

test('CHROMIUM_PATH wins, and is never replaced by another one', () => {
  expect(findChromium({ CHROMIUM_PATH: '/opt/chrome', PATH: '/usr/bin' }, among('/opt/chrome', '/usr/bin/chromium'))).toBe('/opt/chrome');
  expect(findChromium({ CHROMIUM_PATH: '/opt/chrome', PATH: '/usr/bin' }, among('/usr/bin/chromium'))).toBeNull();
});

test('otherwise the first on the PATH, whatever its name', () => {
  expect(findChromium({ PATH: '/usr/local/bin:/usr/bin' }, among('/usr/bin/google-chrome'))).toBe('/usr/bin/google-chrome');
  expect(findChromium({ PATH: '/usr/bin' }, among('/usr/bin/chromium', '/usr/bin/google-chrome'))).toBe('/usr/bin/chromium');
});

test('else null', () => {
  expect(findChromium({ PATH: '/usr/bin' }, () => false)).toBeNull();
});
