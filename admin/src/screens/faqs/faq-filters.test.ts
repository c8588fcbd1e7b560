import { describe, expect, it } from 'vitest';
import { isFiltered, listQuery, readFilters, writeFilters } from './faq-filters.ts';

describe('filters in the address', () => {
  it('come back as they were written, and leave the rest alone', () => {
    const filters = { search: 'refund & co', category: 'Orders', active: 'off', sort: 'helped' } as const;
    const address = writeFilters(new URLSearchParams('try=abc'), filters);
    expect(readFilters(address)).toEqual(filters);
    expect(address.get('try')).toBe('abc');
  });
  it('leave no trace when they are empty', () => {
    const address = writeFilters(new URLSearchParams('q=a&category=b&active=on&sort=helped'), { search: '', category: '', active: 'all', sort: 'changed' });
    expect(address.toString()).toBe('');
    expect(isFiltered(readFilters(address))).toBe(false);
  });
  it('a mistyped state or order means the default', () =>
    expect(readFilters(new URLSearchParams('active=maybe&sort=best'))).toMatchObject({ active: 'all', sort: 'changed' }));
  it('request a flag from the API only when one is chosen', () => {
    expect(listQuery({ search: ' a ', category: '', active: 'all', sort: 'helped' }, null)).toEqual({
      siteId: null,
      search: 'a',
      category: '',
      isActive: undefined,
    });
    expect(listQuery({ search: '', category: 'x', active: 'off', sort: 'changed' }, 's').isActive).toBe(false);
  });
});
