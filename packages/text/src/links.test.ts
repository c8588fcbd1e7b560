import { expect, test } from 'vitest';
import { splitLinks } from './links.ts';

/** A text and its links: `text` if the address is the link, `text → href` if it differs. */
const links = (text: string) => splitLinks(text).flatMap(({ text, href }) => (href ? [href === text ? href : `${text} → ${href}`] : []));
const mail = (address: string) => `${address} → mailto:${address}`;
const web = (address: string) => `${address} → http://${address}`;

const A = 'https://shop.example/a';

/** What a sentence, a list, a quotation or a mark puts after an address. */
const AFTER = [
  ...Array.from('.,;:!?\'"*`|<>)]}'),
  ...Array.from('。．、，！？：；（）「」『』【】〈〉《》〔〕［］｛｝｢｣〝〟…‥‘“”«»‹›‚„—―'),
  ...Array.from('।॥؟،؛۔։׃።፣៕။༎᠃᙮჻‽¡¿⸮'),
  ...Array.from('\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202e\u2066\u2069\u061c\u180e\u3164\u2800\u200c\u200d'),
  ...Array.from(' \n\t\u00a0\u3000\u2028\u2009'),
  ...Array.from('’·・–'),
  '...',
  '?!',
  ').',
  ')',
  '),',
  '>.',
  '**',
  '***',
  '`.',
  '（x）',
  '、https',
  '\u0000',
  '\ud800',
  '😀',
  '👍🏽!',
  '❤️',
  '™',
  '→',
];

test.each(AFTER)('[TEXT1] an address ends before %j', (after) => {
  expect(links(A + after)).toEqual([A]);
  expect(links(`${A}${after} and on`)).toEqual([A]);
  expect(links(`https://shop.example${after} and on`)).toEqual(['https://shop.example']);
  expect(links(`ann@shop.example${after} and on`)).toEqual([mail('ann@shop.example')]);
  expect(links(`www.shop.example${after} and on`)).toEqual([web('www.shop.example')]);
});

test.each([...Array.from('([{<"\'`*_~|>=,;:.。（「“„«‹¿¡…—-\n\u200b\u202e\u3000'), '**', '__', '[a](', '看', 'は', '는', 'ดู', '😀', '❤️', '1️⃣', 'see:'])(
  '[TEXT1] an address begins after %j',
  (before) => {
    expect(links(before + A)).toEqual([A]);
    expect(links(`then ${before}${A} and on`)).toEqual([A]);
  },
);

test.each([...Array.from('aZé1ß٣жא'), 'a_', 'e\u0301', 'है'])('[TEXT1] an address does not begin inside the word %j', (before) => {
  for (const address of ['https://shop.example', 'www.shop.example']) expect(links(before + address)).toEqual([]);
});

const WHOLE = [
  'https://shop.example/?t=abc_',
  'https://shop.example/~ann',
  'https://shop.example/a~',
  'https://shop.example/_a_/_b_',
  "https://shop.example/Rubik's_cube",
  'https://shop.example/L’Équipe',
  'https://shop.example/Col·legi',
  'https://shop.example/ジョン・レノン',
  'https://shop.example/Curtain_(film)',
  'https://shop.example/a_(b_(c))_d',
  'https://shop.example/?q=[1]&x={y}&z=(a*b)',
  'https://shop.example/?a[]=1&a[]=2',
  'https://shop.example/a*b/~c/!d/$e/@f/;g/,h',
  'https://shop.example/a:b@c+d=e',
  'https://shop.example/%E2%82%AC?x=%20#top',
  'https://shop.example/#/cart?x=1',
  'https://shop.example#top',
  'https://shop.example?x=1',
  'https://shop.example/-',
  'https://shop.example/a-',
  'https://shop.example/Größe/größer',
  'https://shop.example/wiki/日本語',
  'https://shop.example/می\u200cخواهم',
  'https://shop.example/🎉/x',
  'https://shop.example./a',
  'https://shop.example:8443/a',
  'https://shop.example:65535',
  'http://localhost:3000',
  'http://localhost:3000/a?b#c',
  'http://my_service:80/x',
  'http://192.168.0.1:8080/',
  'http://[::1]:5173/x',
  'http://[2001:db8::1]',
  'https://user:pa-ss@shop.example/x',
  'https://müller.example/x',
  'https://例え.テスト/x',
  'https://пример.рф',
  'https://xn--mller-kva.example',
  'HTTPS://SHOP.EXAMPLE/A',
  'Http://shop.example',
  'https://web.archive.org/web/2020/https://shop.example/',
  'https://shop.example/?next=https://other.example/a',
  'https://shop.example/?mail=ann@shop.example',
  'mailto:ann@shop.example',
  'MAILTO:ann@shop.example',
  'mailto:ann@shop.example?subject=Hello%20there',
];
test.each(WHOLE)('[TEXT1] the whole of %j is a link', (address) => {
  expect(links(address)).toEqual([address]);
  expect(links(`(${address}).`)).toEqual([address]);
  expect(links(`「${address}」。`)).toEqual([address]);
});

test.each([
  'ann@shop.example',
  "o'neil@shop.example",
  'jürgen@shop.example',
  'ann+chat@shop.example',
  'r&d@shop.example',
  'ann.b_c-d@mail.shop.example',
  'ann@müller.example',
  'ann@xn--mller-kva.example',
  'ann@shop.xn--p1ai',
  'почта@пример.рф',
  '用户@例子.广告',
  '用户1@例子.广告',
  'ann@163.example',
  'a=b@shop.example',
  '_ann@shop.example',
  `${'a'.repeat(64)}@shop.example`,
])('[TEXT2] %j is an email address', (address) => {
  expect(links(address)).toEqual([mail(address)]);
  expect(links(`(${address}).`)).toEqual([mail(address)]);
  expect(links(`“${address}”, or`)).toEqual([mail(address)]);
});

const NO_LINK = [
  'react@18.2.0',
  'next@14.0.0-canary.1',
  'root@10.0.0.1',
  'logo@2x.png',
  'a@b',
  'a@b.c',
  '@shop.example',
  'ann@',
  'ann@.example',
  'ann@shop..example',
  'a@b@shop.example',
  'ann@shop.exampleé',
  'ann@shop.example.1',
  'git@github.example:org/repo.git',
  'ftp://ann@shop.example',
  'ftp://ann:x@shop.example',
  `${'a'.repeat(65)}@shop.example`,
  'www.shop',
  'www.',
  'www..shop.example',
  'www.18.2.0',
  'mywww.shop.example',

  'https://shop.example:65536',
  'https://shop.example:99999/a',
  'https://shop.example:99999999',
  'http://[::1]:70000/',
  'www.shop.example:99999',

  'https://',
  'http:///a',
  'http://[',
  'http://.',
  'http://-a',
  'https:/shop.example',
  'https//shop.example',
  'http://?x',
  'mailto:',
  'mailto:x',
  '//shop.example',

  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'javascript\u200b:alert(1)',
  'javascript://%0aalert(1)',
  'vbscript:x',
  'data:text/html,x',

  'data:text/html;base64,eA==',
  'file:///etc/passwd',
  'ftp://shop.example',
  'blob:x',
  'intent://x',
  'tel:+491',
  'shop.example',
  'shop.example/a',
  'a.b.c',
  '<img src=x>',

  '＠shop.example',
  'ｈｔｔｐs://shop.example',
  'http：//shop.example',
  'h\u200bttps://shop.example',
  '',
];
test.each(NO_LINK)('[TEXT1] nothing in %j is a link', (text) => {
  expect(splitLinks(text)).toEqual(text === '' ? [] : [{ text }]);
});

test.each<[string, string[]]>([
  ['a,https://shop.example/b', ['https://shop.example/b']],
  ['https://a.example,https://b.example;https://c.example', ['https://a.example', 'https://b.example', 'https://c.example']],
  ['https://a.example/x,https://b.example/y,www.c.example', ['https://a.example/x', 'https://b.example/y', web('www.c.example')]],
  ["'https://a.example/x','https://b.example/y'", ['https://a.example/x', 'https://b.example/y']],
  ['https://a.example/(https://b.example/)', ['https://a.example/', 'https://b.example/']],
  ['[https://a.example/x](https://b.example/y)z', ['https://a.example/x', 'https://b.example/y']],
  ['<a href="https://a.example/x">', ['https://a.example/x']],
  ['<https://a.example/x> <ann@shop.example>', ['https://a.example/x', mail('ann@shop.example')]],
  ['**https://a.example/x**', ['https://a.example/x']],
  ['_https://a.example/x_ __https://b.example__ ~~https://c.example/y~~', ['https://a.example/x', 'https://b.example', 'https://c.example/y']],
  ['_https://a.example/x_.', ['https://a.example/x']],
  ['_ann@shop.example_ *ann@shop.example*', [mail('ann@shop.example'), mail('ann@shop.example')]],
  ['https://a.example/x(see below)', ['https://a.example/x']],
  ['https://a.example/x)y', ['https://a.example/x']],
  ['https://a.example/(x]y)', ['https://a.example/']],
  ['https://a.example(x)', ['https://a.example']],
  ['请看https://shop.example谢谢', ['https://shop.example']],
  ['写信到ann@shop.example谢谢', [mail('ann@shop.example')]],
  ['메일은 ann@shop.example로', [mail('ann@shop.example')]],
  ['www.shop.example:8080/a?b.', [web('www.shop.example:8080/a?b')]],
  ['WWW.SHOP.EXAMPLE', [web('WWW.SHOP.EXAMPLE')]],
  ['https://www.shop.example/www.shop.example', ['https://www.shop.example/www.shop.example']],
  ['https://shop.example@evil.example/', ['https://shop.example@evil.example/']],
  ['javascript:https://shop.example', ['https://shop.example']],
  ['mailto:ann@shop.example?subject=Hi, ann', ['mailto:ann@shop.example?subject=Hi']],
  ['a%b@shop.example', ['a%b@shop.example → mailto:a%25b@shop.example']],
  ['ann?bcc=x@shop.example', ['ann?bcc=x@shop.example → mailto:ann%3Fbcc=x@shop.example']],
  ['mail:ann@shop.example', [mail('ann@shop.example')]],
  ['ann@shop.example,bob@shop.example', [mail('ann@shop.example'), mail('bob@shop.example')]],
  ['https://shop.example/\u202egpj.exe', ['https://shop.example/']],
])('[TEXT1] the links of %j', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test('[TEXT1] the pieces concatenate to the text, and an href is only http, https or mailto', () => {
  const texts = [...NO_LINK, ...WHOLE, ...AFTER.map((after) => `x${A}${after}${A}${after}ann@shop.example`)];
  for (const text of [...texts, texts.join(''), texts.join(' '), texts.join(',')]) {
    const parts = splitLinks(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    for (const { href } of parts) expect(href ?? 'https://').toMatch(/^(https?:\/\/|mailto:)/i);
  }
});
