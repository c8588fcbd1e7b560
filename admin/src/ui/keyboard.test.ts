import { expect, test } from 'vitest';
import { pressedKey } from './keyboard.ts';

test.each([
  ['a Latin keyboard', { key: 'e', code: 'KeyE', shiftKey: false }, 'e'],
  ['Shift', { key: 'E', code: 'KeyE', shiftKey: true }, 'E'],
  ['Caps Lock', { key: 'E', code: 'KeyE', shiftKey: false }, 'e'],
  ['Caps Lock with Shift', { key: 'e', code: 'KeyE', shiftKey: true }, 'E'],
  ['a Russian keyboard', { key: 'о', code: 'KeyJ', shiftKey: false }, 'j'],
  ['a Greek keyboard with Shift', { key: 'Ε', code: 'KeyE', shiftKey: true }, 'E'],
  ['a Dvorak keyboard, by its letter', { key: 'j', code: 'KeyC', shiftKey: false }, 'j'],
  ['an accented Latin letter, which is no shortcut', { key: 'é', code: 'Digit2', shiftKey: false }, 'é'],
  ['a sign', { key: '/', code: 'Slash', shiftKey: false }, '/'],
  ['a named key', { key: 'Escape', code: 'Escape', shiftKey: false }, 'Escape'],
])('[INBOX4] a shortcut is recognised on %s', (_name, event, expected) => {
  expect(pressedKey(event)).toBe(expected);
});
