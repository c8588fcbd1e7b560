import { expect, test } from 'vitest';
import { readPageRule, readPath } from './applies-to-page.ts';

const appliesToPage = (pageSpecific: string, currentPage: string) => readPageRule(pageSpecific)(readPath(currentPage));

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

test('[FAQ13] a path is parsed once, ignoring any number of trailing slashes', () => {
  const slashes = '/'.repeat(100_000);
  expect(readPath(`/a${slashes}`)).toBe('/a');
  expect(readPath(`/a${slashes}x`)).toBe(`/a${slashes}x`);
});

test('[FAQ13] a hostile pattern matches nothing unintended', () => {
  expect(appliesToPage(`/${'*a'.repeat(149)}`, `/${'a'.repeat(1999)}b`)).toBe(false);
  expect(appliesToPage(`/${'*a'.repeat(149)}`, `/${'a'.repeat(2000)}`)).toBe(true);
});
