import { expect, test } from 'vitest';
import { isShownOn } from './follow-rules.ts';

test.each([
  ['/', [], [], true],
  ['/pricing', ['/pricing', '/contact'], [], true],
  ['/pricing/', ['/pricing'], [], true],
  ['/pricing/pro', ['/pricing'], [], false],
  ['/docs', ['/docs/*'], [], true],
  ['/docsx', ['/docs/*'], [], false],
  ['/en/shop/cart', ['*/cart'], [], true],
  ['/checkout', [], ['/checkout'], false],
  ['/checkout', ['*'], ['/checkout'], false],
  ['/x', ['/'], [], false],
  ['/%C3%BCber-uns', ['/über-uns'], [], true],
  ['/%C3%BCber-uns', [], ['/über-uns'], false],
  ['/pricing', ['https://shop.example/pricing?x=1'], [], true],
])('[HOST6] %s with show %j and hide %j: %s', (path, show, hide, shown) => {
  expect(isShownOn(path, { showOnPages: show, hideOnPages: hide })).toBe(shown);
});

test('[HOST6] the work for a rule grows only with the length of the path, however many stars it has', () => {
  const long = `/${'a/'.repeat(5000)}b`;
  expect(isShownOn(long, { showOnPages: [`${'/*'.repeat(60)}c`], hideOnPages: [] })).toBe(false);
});

test('[HOST6] a rule that is not a text matches nothing', () => {
  expect(isShownOn('/a', { showOnPages: [1, null] as unknown as string[], hideOnPages: [] })).toBe(false);
});
