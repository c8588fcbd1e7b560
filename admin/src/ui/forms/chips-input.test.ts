import { describe, expect, it } from 'vitest';
import { type ChipCheck, pendingEntry, splitEntries } from './chips-input.tsx';

const any: ChipCheck = (text) => ({ value: text });
const noSpaces: ChipCheck = (text) => (text.includes(' ') ? { error: 'No spaces.' } : { value: text.toLowerCase() });

describe('entries of a chips input', () => {
  it('are trimmed lines, each once', () =>
    expect(splitEntries(' a \n\nb\r\na', ['b'], { check: any, max: 50 })).toEqual({ taken: ['b', 'a'], left: '', error: null }));
  it('stay in the box when they are invalid', () =>
    expect(splitEntries('A\nb c\nD', [], { check: noSpaces, max: 50 })).toEqual({ taken: ['a', 'd'], left: 'b c', error: 'No spaces.' }));
  it('are limited in number', () =>
    expect(splitEntries('b\nc', ['a'], { check: any, max: 2 })).toEqual({ taken: ['a', 'b'], left: 'c', error: 'At most 2 entries.' }));
  it('an empty box adds nothing', () => expect(splitEntries('  ', ['a'], { check: any, max: 2 })).toEqual({ taken: ['a'], left: '', error: null }));
});

describe('[PANEL2] text still in the box', () => {
  it('counts as an entry, in its stored form', () => expect(pendingEntry(' Staging ', ['a'], noSpaces)).toBe('staging'));
  it('counts unchanged when it is invalid, so that the form can reject it', () => expect(pendingEntry('two words', [], noSpaces)).toBe('two words'));
  it('is nothing when it is empty or already in the list', () => {
    expect(pendingEntry('  ', [], any)).toBeNull();
    expect(pendingEntry('A', ['a'], noSpaces)).toBeNull();
  });
});
