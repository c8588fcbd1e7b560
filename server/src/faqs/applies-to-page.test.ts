import { expect, test } from 'vitest';
import { appliesToPage } from './applies-to-page.ts';

test.each<[string, string, boolean]>([
  ['', 'https://shop.example/anything', true],
  ['  ', '', true],
  ['/pricing', 'https://shop.example/pricing', true],
  ['/pricing', 'https://shop.example/pricing/?plan=2#top', true],
  ['/pricing/', '/pricing', true],
  ['pricing', '/pricing', true],
  ['https://shop.example/pricing', '/pricing', true],
  ['/pricing', '/pricing/yearly', false],
  ['/pricing', '/Pricing', false],
  ['/pricing', '', false],
  ['/pricing', 'https://', false],
  ['/', 'https://shop.example', true],
  ['/', '/pricing', false],
  ['/docs/*', '/docs/install/linux', true],
  ['/docs/*', '/docs', true],
  ['/docs/*', '/docsearch', false],
  ['/*/checkout', '/en/checkout', true],
  ['/*/checkout', '/checkout', false],
  ['/a*b*c', '/a-b-b-c', true],
  ['/a*b*c', '/a-c', false],
  ['/aa*aa', '/aaa', false],
  ['/größen', 'https://shop.example/gr%C3%B6%C3%9Fen', true],
])('[FAQ3] %j on %j: %s', (pageSpecific, currentPage, expected) => {
  expect(appliesToPage(pageSpecific, currentPage)).toBe(expected);
});

test('[FAQ3] a hostile pattern takes no time', () => {
  const begin = performance.now();
  expect(appliesToPage(`/${'*a'.repeat(149)}`, `/${'a'.repeat(1999)}b`)).toBe(false);
  expect(performance.now() - begin).toBeLessThan(50);
});
