import { expect, test } from 'vitest';
import { splitLinks } from './links.ts';

const links = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

test('web and mail addresses become links, the text around them stays', () => {
  expect(splitLinks('See https://shop.example/a?b=1#c, or write to help@shop.example.')).toEqual([
    { text: 'See ' },
    { text: 'https://shop.example/a?b=1#c', href: 'https://shop.example/a?b=1#c' },
    { text: ', or write to ' },
    { text: 'help@shop.example', href: 'mailto:help@shop.example' },
    { text: '.' },
  ]);
  expect(links('http://localhost:3000 mailto:a@b.example')).toEqual(['http://localhost:3000', 'mailto:a@b.example']);
});

test('punctuation and brackets that belong to the sentence stay outside', () => {
  expect(links('(https://a.example/b).')).toEqual(['https://a.example/b']);
  expect(links('https://a.example/b_(c)')).toEqual(['https://a.example/b_(c)']);
  expect(links('really? https://a.example/?!')).toEqual(['https://a.example/']);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://a.example',
  '//a.example',
  'java\nscript:alert(1)',
  'https://',
  'mailto:',
  'a@b',
  'http://[',
  'xhttps:/a',
])('%j is no link', (text) => {
  expect(splitLinks(text)).toEqual([{ text }]);
});

test('markup stays text, whole and in order', () => {
  for (const text of ['<img src=x onerror=alert(1)>', '<a href="https://a.example">x</a>', 'a  b\n\nc', '']) {
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
  expect(links('<a href="https://a.example/x">')).toEqual(['https://a.example/x']);
});

test('a long text is cut in time that does not explode', () => {
  const began = performance.now();
  splitLinks(`${'a'.repeat(4000)} ${'a.'.repeat(2000)} ${'https://a.example/('.repeat(200)} ${'.'.repeat(4000)}`);
  expect(performance.now() - began).toBeLessThan(500);
});
