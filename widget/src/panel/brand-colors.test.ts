import { expect, test } from 'vitest';
import { textOn } from '../loader/text-on.ts';
import { contrast, readableOn } from './brand-colors.ts';

const steps = ['00', '1f', '3c', '59', '76', '93', 'b0', 'cd', 'ea', 'ff'];
const colors = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

test('contrast as in the examples of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#4f46e5', '#4f46e5')).toBe(1);
});

test('text on any brand colour reads at 4.5:1', () => {
  expect(textOn('#4F46E5')).toBe('#fff');
  expect(textOn('#FDE047')).toBe('#000');
  for (const color of colors) expect(contrast(color, textOn(color) === '#fff' ? '#ffffff' : '#000000'), color).toBeGreaterThanOrEqual(4.5);
});

test('any brand colour as text reads at 4.5:1 on every surface of the panel', () => {
  for (const surface of ['#ffffff', '#f4f4f6', '#17171c', '#232329']) {
    for (const color of colors) expect(contrast(readableOn(surface, color), surface), `${color} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('a colour that reads already stays as it is', () => {
  expect(readableOn('#ffffff', '#4f46e5')).toBe('#4f46e5');
});
