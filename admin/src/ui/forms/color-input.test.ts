import { expect, test } from 'vitest';
import { longColor } from './color-input.tsx';

test('[PANEL3] a three-digit color becomes a six-digit one; anything else is invalid', () => {
  expect(['#ff0', '#Abc', '#4F46E5'].map(longColor)).toEqual(['#ffff00', '#AAbbcc', '#4F46E5']);
  expect(['', '#', 'ff0', '#ff', '#ff00', '#ff000', '#gg0000', 'red', '#ff0\n'].map(longColor)).toEqual(Array.from({ length: 9 }, () => null));
});
