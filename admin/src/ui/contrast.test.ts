import { expect, it } from 'vitest';
import { readableTextColor } from './contrast.ts';

it.each([
  ['#4F46E5', 'White'],
  ['#000000', 'White'],
  ['#ffffff', 'Black'],
  ['#facc15', 'Black'],
  ['#777777', 'Black'],
])('text on %s is %s', (color, name) => expect(readableTextColor(color).name).toBe(name));

it('text on any grey has a contrast of 4.5 to 1 or better', () => {
  for (let part = 0; part < 256; part += 1) {
    const hex = part.toString(16).padStart(2, '0');
    expect(readableTextColor(`#${hex}${hex}${hex}`).ratio).toBeGreaterThanOrEqual(4.5);
  }
});
