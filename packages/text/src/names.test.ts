import { expect, test } from 'vitest';
import { firstGrapheme } from './graphemes.ts';
import { cleanName, initialsOf, isBlank } from './names.ts';

const SHOWS_NOTHING = [
  ...Array.from(
    '\u0000\u0007\u001b\u007f\u0085\u009f \t\n\u00a0\u2003\u3000\u2028\u2029\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f',
  ),
  ...Array.from('\u202a\u202e\u2060\u2061\u2064\u2066\u2069\u206a\u206f\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffb'),
  '\ud800',
  '\udfff',
  '\u{16fe4}',
  '\u{1bca0}',
  '\u{1d159}',
  '\u{1d173}',
  '\u{e0001}',
  '\u{e0020}',
  '\u{e0100}',
  '\u{13430}',
  '',
];

test.each(SHOWS_NOTHING)('[TEXT3] %j has no visible character', (char) => {
  expect(isBlank(char)).toBe(true);
  expect(isBlank(`${char} ${char}\u200b`)).toBe(true);
  expect(cleanName(char.repeat(3))).toBe('');
  expect(isBlank(`${char}a${char}`)).toBe(false);
  expect(cleanName(`${char} Ann ${char}`)).toBe('Ann');
});

test.each(['a', '.', '0', '\u0301', 'ا', '한', '👩‍💻', '🏴', '\ufffd', '\u0600', '\u3030', '＿'])('[TEXT3] %j has a visible character', (char) => {
  expect(isBlank(char)).toBe(false);
  expect(cleanName(char)).toBe(char);
});

test.each([
  ['Ann\nBob\u0000', 'Ann Bob'],
  ['Ann\r\n\tBob', 'Ann Bob'],
  ['x\u202ey', 'xy'],
  ['An\u200bn\u2800\u3164', 'Ann'],
  ['Ann\u200d', 'Ann'],
  ['A\u200cnn', 'Ann'],
  ['\ud83dAnn', 'Ann'],
  ['A\ufe0fnn', 'Ann'],
  ['\u202bשרה\u202c', 'שרה'],
  ['  Ann   Lee  ', 'Ann   Lee'],
])('[TEXT4] the name %j becomes %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean);
});

test.each([
  '👩‍💻 Dev',
  '👩🏽‍❤️‍💋‍👨🏿',
  '🏳️‍🌈',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Pub',
  '1️⃣ Shop',
  '❤️',
  '☎︎',
  '🇩🇪 Shop',
  'می\u200cخواهم',
  'क्\u200dष',
  'ന്\u200d',
  '葛\u{e0100}城',
  'ᠮᠣᠩᠭᠣᠯ\u180bᠴᠤᠳ',
  'Zoë O’Neil-Ünal Jr.',
  '홍길동',
])('[TEXT4] the name %j stays unchanged', (name) => {
  expect(cleanName(name)).toBe(name);
});

test.each([
  ['🇩🇪 Shop', '🇩🇪'],
  ['👩‍💻 Dev', '👩‍💻'],
  ['e\u0301a', 'e\u0301'],
  ['नि', 'नि'],
  ['Ann', 'A'],
  ['', ''],
])('[TEXT5] the first character of %j is %j', (text, first) => {
  expect(firstGrapheme(text)).toBe(first);
});

test('[TEXT5] stacked marks are bounded', () => {
  expect(firstGrapheme(`a${'\u0301'.repeat(10_000)}`).length).toBeLessThan(100);
});

test.each([
  ['Ann Lee', 'AL'],
  ['ann b. lee', 'AL'],
  ['ann', 'AN'],
  ['Visitor 4821', 'V4'],
  ['🇩🇪 Deutsch Land', '🇩🇪L'],
  ['👩‍💻 Dev', '👩‍💻D'],
  ['👩‍💻', '👩‍💻'],
  ['ßa', 'ßA'],
  ['\u200b', '?'],
  ['', '?'],
  ['x', 'X'],
  ['\u202eAnn\nLee', 'AL'],
  ['Ann Lee (Support)', 'AS'],
  ['“Ann” – ', 'AN'],
  ['#️⃣ Lee', '#️⃣L'],
  ['?!', '?!'],
])('[TEXT5] the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
