import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('CSV', () => {
  it('quotes what holds commas, quotes and line ends, and leaves nothing for null', () => {
    expect(
      toCsv([
        ['Day', 'By an "agent"', 'a,b'],
        ['2025-11-09', 3, null],
      ]),
    ).toBe('\uFEFFDay,"By an ""agent""","a,b"\r\n2025-11-09,3,\r\n');
  });
  it('lets no spreadsheet run a text, but keeps negative numbers', () => {
    expect(toCsv([['=1+1', '@x', -3]])).toBe("\uFEFF'=1+1,'@x,-3\r\n");
  });
});
