import { expect, test } from 'vitest';
import { textOn } from '../loader/text-on.ts';
import { brandColors, contrast, DARK, LIGHT, readableOn } from './brand-colors.ts';

const steps = ['00', '1f', '3c', '59', '76', '93', 'b0', 'cd', 'ea', 'ff'];
const colors = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

test('contrast as in the examples of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#4f46e5', '#4f46e5')).toBe(1);
});

test('text on any brand colour has a contrast of 4.5:1', () => {
  expect(textOn('#4F46E5')).toBe('#fff');
  expect(textOn('#FDE047')).toBe('#000');
  for (const color of colors) expect(contrast(color, textOn(color) === '#fff' ? '#ffffff' : '#000000'), color).toBeGreaterThanOrEqual(4.5);
});

/** As `color-mix(in srgb, …)` in panel.css. */
const mix = (color: string, share: number, surface: string) =>
  `#${[1, 3, 5]
    .map((at) =>
      Math.round(Number.parseInt(color.slice(at, at + 2), 16) * share + Number.parseInt(surface.slice(at, at + 2), 16) * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

test('any brand colour as text has a contrast of 4.5:1 on every surface of the panel, its own tint included', () => {
  for (const color of colors) {
    for (const surface of ['#ffffff', '#f4f4f6', mix(color, 0.09, '#ffffff')])
      expect(contrast(readableOn(LIGHT, color), surface), `${color} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    for (const surface of ['#17171c', '#232329', mix(color, 0.16, '#17171c')])
      expect(contrast(readableOn(DARK, color), surface), `${color} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('grey and red texts have a contrast of 4.5:1 on every surface that they appear on', () => {
  for (const [words, surfaces] of [
    [
      ['#5c5c68', '#b3261e', '#1b1b22'],
      ['#ffffff', '#f4f4f6', '#fff6e0'],
    ],
    [
      ['#a9a9b6', '#ff9d94', '#f1f1f4'],
      ['#17171c', '#232329', '#3a3320'],
    ],
  ] as const) {
    for (const word of words) for (const surface of surfaces) expect(contrast(word, surface), `${word} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('a colour with enough contrast stays unchanged', () => {
  expect(readableOn('#ffffff', '#4f46e5')).toBe('#4f46e5');
});

test('[WID17] whatever is brand-coloured stands out: an edge on light surfaces, a lifted surface on dark ones, and words on that', () => {
  for (const color of colors) {
    const { 'edge-on-light': edge, 'fill-on-dark': fill, 'on-fill-on-dark': onFill } = brandColors(color);
    expect(contrast(edge, '#ffffff'), `${color}: edge`).toBeGreaterThanOrEqual(3);
    expect(contrast(fill, '#17171c'), `${color}: surface`).toBeGreaterThanOrEqual(3);
    expect(contrast(fill, onFill === '#fff' ? '#ffffff' : '#000000'), `${color}: words`).toBeGreaterThanOrEqual(4.5);
  }
  expect(brandColors('#4f46e5')['edge-on-light']).toBe('#4f46e5');
});

test('[WID17] the border of the message box has a contrast of 3:1 before it has the focus', () => {
  expect(contrast('#8b8b97', '#ffffff')).toBeGreaterThanOrEqual(3);
  expect(contrast('#777784', '#17171c')).toBeGreaterThanOrEqual(3);
});
