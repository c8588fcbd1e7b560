import { beforeAll, describe, expect, it } from 'vitest';
import { countDays, isDay, shiftDay, todayIn } from '../../queries/days.ts';
import { setFormats } from '../../ui/format/locale.ts';
import { formatDayRange, rangeBefore, rangeError, readRange, writeRange } from './range.ts';

beforeAll(() => setFormats({ region: 'en-GB' }));

const today = '2025-11-22';
const read = (address: string) => readRange(new URLSearchParams(address), today);

describe('days', () => {
  it('today depends on the time zone', () => {
    const now = Date.parse('2025-11-22T23:30:00Z');
    expect(todayIn('UTC', now)).toBe('2025-11-22');
    expect(todayIn('Europe/Berlin', now)).toBe('2025-11-23');
    expect(todayIn('America/New_York', now)).toBe('2025-11-22');
  });
  it('shift over months, leap days and summer time', () => {
    expect(shiftDay('2025-03-01', -1)).toBe('2025-02-28');
    expect(shiftDay('2024-02-28', 1)).toBe('2024-02-29');
    expect(shiftDay('2025-10-25', 2)).toBe('2025-10-27');
    expect(countDays('2025-10-20', '2025-10-31')).toBe(12);
  });
  it('exist in the calendar', () => expect(['2025-02-28', '2025-02-30', '2025-2-3', ''].map(isDay)).toEqual([true, false, false, false]));
});

describe('the range in the address', () => {
  it('is the last 14 days by default', () => expect(read('')).toEqual({ choice: '14', from: '2025-11-09', to: today }));
  it('comes back as it was written', () => {
    for (const range of [read('days=7'), read('days=90'), read('from=2025-10-01&to=2025-10-31'), read('')])
      expect(readRange(writeRange(range), today)).toEqual(range);
  });
  it('falls back when it is mistyped', () => {
    for (const address of ['days=12', 'from=2025-11-05', 'from=2025-11-09&to=2025-11-01', 'from=2020-01-01&to=2025-11-01'])
      expect(read(address).choice).toBe('14');
  });
  it('reports what is wrong with a custom range', () => {
    expect(rangeError('', today, today)).toBe('Enter both days.');
    expect(rangeError('2025-11-10', '2025-11-09', today)).toContain('after the last');
    expect(rangeError('2025-11-10', '2025-12-01', today)).toContain('after today');
    expect(rangeError('2024-11-21', today, today)).toContain('366');
    expect(rangeError('2024-11-22', today, today)).toBeNull();
  });
  it('is compared with the same number of days right before', () =>
    expect(rangeBefore({ from: '2025-11-09', to: today })).toEqual({ from: '2025-10-26', to: '2025-11-08' }));
  it('is described in words', () => {
    expect(formatDayRange({ from: '2025-11-09', to: today })).toBe('9 Nov – 22 Nov 2025');
    expect(formatDayRange({ from: '2024-12-09', to: '2025-01-02' })).toBe('9 Dec 2024 – 2 Jan 2025');
    expect(formatDayRange({ from: today, to: today })).toBe('22 Nov 2025');
  });
});
