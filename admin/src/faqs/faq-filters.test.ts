import { describe, expect, it } from 'vitest';
import { isFiltered, listQuery, readFilters, writeFilters } from './faq-filters.ts';

describe('filters in the address', () => {
  it('come back as they were written, and leave the rest alone', () => {
    const filters = { search: 'refund & co', category: 'Orders', active: 'off' } as const;
    const address = writeFilters(new URLSearchParams('try=abc'), filters);
    expect(readFilters(address)).toEqual(filters);
    expect(address.get('try')).toBe('abc');
  });
  it('leave no trace when they are empty', () => {
    const address = writeFilters(new URLSearchParams('q=a&category=b&active=on'), { search: '', category: '', active: 'all' });
    expect(address.toString()).toBe('');
    expect(isFiltered(readFilters(address))).toBe(false);
  });
  it('a mistyped state means all', () => expect(readFilters(new URLSearchParams('active=maybe')).active).toBe('all'));
  it('ask the API for a flag only when one is chosen', () => {
    expect(listQuery({ search: ' a ', category: '', active: 'all' }, null)).toEqual({ siteId: null, search: 'a', category: '', isActive: undefined });
    expect(listQuery({ search: '', category: 'x', active: 'off' }, 's').isActive).toBe(false);
  });
});
