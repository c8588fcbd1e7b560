import { expect, test } from 'vitest';
import { lastDays, readDays } from './days.ts';

const now = new Date('2026-11-23T23:30:00Z');
const iso = (boundaries: Date[]) => boundaries.map((boundary) => boundary.toISOString());
const HOUR = 3600_000;
const hours = (boundaries: Date[]) => boundaries.slice(1).map((end, index) => (end.getTime() - (boundaries[index]?.getTime() ?? 0)) / HOUR);

test('[ANA1] the last 14 days by default, with today taken in the requested zone', () => {
  expect(readDays({ timeZone: 'UTC' }, now)).toMatchObject({ from: '2026-11-10', to: '2026-11-23' });
  const berlin = readDays({ timeZone: 'Europe/Berlin' }, now);
  expect(berlin).toMatchObject({ from: '2026-11-11', to: '2026-11-24' });
  expect(berlin.dates).toHaveLength(14);
  expect(iso(berlin.boundaries)[0]).toBe('2026-11-10T23:00:00.000Z');
  expect(readDays({ to: '2026-01-01', timeZone: 'UTC' }, now).from).toBe('2025-12-19');
});

test('[ANA1] days are 23 and 25 hours long where the clocks change', () => {
  const spring = readDays({ from: '2026-03-28', to: '2026-03-30', timeZone: 'Europe/Berlin' }, now);
  expect(hours(spring.boundaries)).toEqual([24, 23, 24]);
  const autumn = readDays({ from: '2026-10-24', to: '2026-10-26', timeZone: 'Europe/Berlin' }, now);
  expect(hours(autumn.boundaries)).toEqual([24, 25, 24]);
});

test('[ANA1] a day begins at one o’clock where midnight is skipped', () => {
  const { boundaries } = readDays({ from: '2018-11-04', to: '2018-11-04', timeZone: 'America/Sao_Paulo' }, now);
  expect(iso(boundaries)).toEqual(['2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z']);
});

test('[ANA1] zones that are not offset by whole hours', () => {
  expect(iso(readDays({ from: '2026-11-23', to: '2026-11-23', timeZone: 'Asia/Kathmandu' }, now).boundaries)[0]).toBe('2026-11-22T18:15:00.000Z');
});

test.each([
  ['timeZone', { timeZone: 'Europe/Nowhere' }],
  ['timeZone', { timeZone: '' }],
  ['timeZone', { from: '2026-11-01', to: '2026-11-02', timeZone: 'x' }],
  ['from', { from: '2026-11-02', to: '2026-11-01', timeZone: 'UTC' }],
  ['from', { from: '2026-11-24', timeZone: 'UTC' }],
  ['from', { from: '2025-11-22', to: '2026-11-23', timeZone: 'UTC' }],
])('[ANA5] VALIDATION names %s for %j', (path, range) => {
  expect(() => readDays(range, now)).toThrow(expect.objectContaining({ code: 'VALIDATION', details: [expect.objectContaining({ path })] }));
});

test('[ANA5] 366 days are accepted', () => {
  expect(readDays({ from: '2025-11-23', to: '2026-11-23', timeZone: 'UTC' }, now).dates).toHaveLength(366);
});

test('[ANA6] today and the days before it', () => {
  const { dates, boundaries } = lastDays(7, 'America/New_York', now);
  expect(dates).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
  expect(iso(boundaries).at(7)).toBe('2026-11-23T05:00:00.000Z');
});
