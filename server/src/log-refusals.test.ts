import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogRefusal } from './log-refusals.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[LIM16] the first refusal of a kind is logged immediately, the others once a minute with their number', () => {
  const logged: { refused: number; address: string }[] = [];
  const note = createLogRefusal(pino({ base: null }, { write: (line: string) => void logged.push(JSON.parse(line)) }));
  for (let n = 1; n <= 500; n += 1) note('socket', `192.0.2.${n % 250}`);
  note('connection', '198.51.100.1');
  expect(logged).toMatchObject([
    { refused: 1, address: '192.0.2.1' },
    { refused: 1, address: '198.51.100.1' },
  ]);
  vi.advanceTimersByTime(59_999);
  expect(logged).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(logged[2]).toMatchObject({ refused: 499, address: '192.0.2.0' });
  vi.advanceTimersByTime(120_000);
  expect(logged).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
  note('socket', '192.0.2.7');
  expect(logged[3]).toMatchObject({ refused: 1, address: '192.0.2.7' });
});
