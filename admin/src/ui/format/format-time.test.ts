import { beforeAll, describe, expect, it } from 'vitest';
import { formatAgo, formatDay, formatDuration, formatWait } from './format-time.ts';
import { setFormats } from './locale.ts';

beforeAll(() => setFormats({ region: 'en-GB' }));

const now = new Date(2025, 9, 15, 12, 0, 0).getTime();
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

describe('words for times', () => {
  it.each([
    [0.5, 'now'],
    [-10, 'now'],
    [2, '2 min'],
    [59, '59 min'],
    [60, '1 h'],
    [60 * 11, '11 h'],
    [60 * 13, 'yesterday'],
    [60 * 24 * 3, '12 Oct'],
    [60 * 24 * 400, '10 Sept 2024'],
  ])('%d minutes ago is %j', (minutes, text) => expect(formatAgo(before(minutes), now)).toBe(text));

  it.each([
    [0, '0 s'],
    [45, '45 s'],
    [130, '2 min 10 s'],
    [120, '2 min'],
    [3 * 3600 + 5 * 60 + 9, '3 h 5 min'],
    [2 * 86_400 + 4 * 3600, '2 d 4 h'],
  ])('%d seconds are %j', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it.each([
    [3, '3 min'],
    [150, '2 h'],
    [60 * 50, '2 d'],
    [-5, 'under 1 min'],
  ])('waiting %d minutes is %j', (minutes, text) => expect(formatWait(before(minutes), now)).toBe(text));

  it.each([
    [0, 'Today'],
    [60 * 24, 'Yesterday'],
    [60 * 24 * 3, 'Sunday 12 October'],
  ])('%d minutes ago was %j', (minutes, text) => expect(formatDay(before(minutes), now)).toBe(text));
});
