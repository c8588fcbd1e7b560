import { describe, expect, it } from 'vitest';
import { type ChipCheck, takeEntries } from './chips-input.tsx';

const any: ChipCheck = (text) => ({ value: text });
const noSpaces: ChipCheck = (text) => (text.includes(' ') ? { error: 'No spaces.' } : { value: text.toLowerCase() });

describe('entries of a chips input', () => {
  it('are trimmed lines, each once', () =>
    expect(takeEntries(' a \n\nb\r\na', ['b'], { check: any, max: 50 })).toEqual({ taken: ['b', 'a'], left: '', error: null }));
  it('stay in the box when they cannot be taken', () =>
    expect(takeEntries('A\nb c\nD', [], { check: noSpaces, max: 50 })).toEqual({ taken: ['a', 'd'], left: 'b c', error: 'No spaces.' }));
  it('are at most so many', () =>
    expect(takeEntries('b\nc', ['a'], { check: any, max: 2 })).toEqual({ taken: ['a', 'b'], left: 'c', error: 'At most 2 entries.' }));
  it('an empty box adds nothing', () => expect(takeEntries('  ', ['a'], { check: any, max: 2 })).toEqual({ taken: ['a'], left: '', error: null }));
});
