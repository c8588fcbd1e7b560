import { expect, test } from 'vitest';
import { isEmail } from './email.ts';

test.each([
  'ann@shop.example',
  'r&d@shop.example',
  "o'neil@shop.example",
  "!#$%&'*+/=?^_`{|}~-@shop.example",
  'ann+chat@mail.shop.example',
  'ann@müller.example',
  'ann@xn--mller-kva.example',
  'jürgen@müller.example',
  'почта@пример.рф',
  '用户@例子.广告',
  'x@y.museum',
  'ann@1.example',
  '"ann lee"@shop.example',
  '"a\\"b@c"@shop.example',
  'ann@[192.0.2.1]',
  'ann@[IPv6:2001:db8::1]',
  `${'a'.repeat(64)}@shop.example`,
])('[TEXT8] %j is an email address', (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  '',
  '@',
  'ann',
  'ann@',
  '@shop.example',
  'ann@shop',
  'ann@shop.',
  'ann@.example',
  'ann@shop..example',
  'ann@-shop.example',
  'ann@shop-.example',
  'ann@shop_x.example',
  'ann lee@shop.example',
  'ann@shop example',
  'a@b@shop.example',
  '.ann@shop.example',
  'ann.@shop.example',
  'a..b@shop.example',
  'ann@10.0.0.1',
  'ann@[x]',
  '"ann@shop.example',
  'ann,bob@shop.example',
  'ann<bob@shop.example',
  'ann\u0000@shop.example',
  'ann\n@shop.example',
  'ann\u200b@shop.example',
  'ann@shop.example\u202e',
  `${'a'.repeat(65)}@shop.example`,
  `ann@${'a.'.repeat(130)}example`,
])('[TEXT8] %j is none', (text) => {
  expect(isEmail(text)).toBe(false);
});
