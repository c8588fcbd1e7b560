import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('CSV', () => {
  it('quotes values with commas, quotes and line breaks, and leaves null empty', () => {
    expect(
      toCsv([
        ['Day', 'By an "agent"', 'a,b'],
        ['2025-11-09', 3, null],
      ]),
    ).toBe('\uFEFFDay,"By an ""agent""","a,b"\r\n2025-11-09,3,\r\n');
  });
  it('prevents spreadsheets from executing a text, but keeps negative numbers', () => {
    expect(toCsv([['=1+1', '@x', -3]])).toBe("\uFEFF'=1+1,'@x,-3\r\n");
  });
});
