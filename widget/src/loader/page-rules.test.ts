import { expect, test } from 'vitest';
import { isShownOn } from './page-rules.ts';

test.each([
  ['/', [], [], true],
  ['/pricing', ['/pricing', '/contact'], [], true],
  ['/pricing/', ['/pricing'], [], true],
  ['/pricing', ['/pricing/'], [], true],
  ['/pricing/pro', ['/pricing'], [], false],
  ['/docs/a/b', ['/docs/*'], [], true],
  ['/docs', ['/docs*'], [], true],
  ['/docs', ['/docs/*'], [], false],
  ['/en/shop/cart', ['*/cart'], [], true],
  ['/checkout', [], ['/checkout'], false],
  ['/checkout', ['*'], ['/checkout'], false],
  ['/a.html', ['/a.html'], [], true],
  ['/axhtml', ['/a.html'], [], false],
  ['/', ['/'], [], true],
  ['/x', ['/'], [], false],
  ['/a(b)[c]+', ['/a(b)[c]+'], [], true],
])('%s with show %j and hide %j: %s', (path, show, hide, shown) => {
  expect(isShownOn(path, { showOnPages: show, hideOnPages: hide })).toBe(shown);
});
