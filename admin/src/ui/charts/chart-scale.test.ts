import { beforeAll, describe, expect, it } from 'vitest';
import { setFormats } from '../format/locale.ts';
import { countTicks, durationTicks, formatAxisDay, formatFullDay, labelInterval } from './chart-scale.ts';

beforeAll(() => setFormats({ region: 'en-GB' }));

describe('gridlines', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [57, [0, 20, 40, 60]],
    [130, [0, 50, 100, 150]],
    [1999, [0, 500, 1000, 1500, 2000]],
  ])('of counts up to %d are whole and round', (max, ticks) => expect(countTicks(max)).toEqual(ticks));

  it.each([
    [0, [0, 1]],
    [50, [0, 15, 30, 45, 60]],
    [130, [0, 60, 120, 180]],
    [5000, [0, 1800, 3600, 5400]],
    [10 * 86_400, [0, 5, 10].map((days) => days * 86_400)],
  ])('of durations up to %d s are times that people count in', (max, ticks) => expect(durationTicks(max)).toEqual(ticks));

  it('never end below what is drawn', () => {
    for (let max = 0; max < 5_000_000; max = Math.ceil(max * 1.07 + 1)) {
      for (const ticks of [countTicks(max), durationTicks(max)]) {
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }
    }
  });
});

describe('days on the axis', () => {
  it('are named as often as there is room', () => {
    expect(labelInterval(40)).toBe(1);
    expect(labelInterval(22)).toBe(2);
    expect(labelInterval(10)).toBe(7);
    expect(labelInterval(4.4)).toBe(14);
    expect(labelInterval(0.1)).toBe(112);
  });
  it('include their month at the first and where it changes', () => {
    expect(formatAxisDay('2025-11-09', undefined)).toBe('9 Nov');
    expect(formatAxisDay('2025-11-10', '2025-11-09')).toBe('10');
    expect(formatAxisDay('2025-12-01', '2025-11-30')).toBe('1 Dec');
  });
  it('have a full name', () => expect(formatFullDay('2025-11-09')).toBe('Sun, 9 Nov 2025'));
});
