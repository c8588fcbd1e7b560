/** What the list shows, as the address has it: `?q=refund&category=Orders&active=off&sort=helped`. */
export type FaqFilters = { search: string; category: string; active: 'all' | 'on' | 'off'; sort: FaqSort };
/** `changed` is the order of the server: newest change first. */
export const FAQ_SORTS = ['changed', 'question', 'category', 'answered', 'helped'] as const;
export type FaqSort = (typeof FAQ_SORTS)[number];

export function readFilters(address: URLSearchParams): FaqFilters {
  const active = address.get('active');
  return {
    search: address.get('q') ?? '',
    category: address.get('category') ?? '',
    active: active === 'on' || active === 'off' ? active : 'all',
    sort: FAQ_SORTS.find((sort) => sort === address.get('sort')) ?? 'changed',
  };
}

/** The address with other filters; everything else in it stays. */
export function writeFilters(address: URLSearchParams, { search, category, active, sort }: FaqFilters): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const [name, value] of [
    ['q', search],
    ['category', category],
    ['active', active === 'all' ? '' : active],
    ['sort', sort === 'changed' ? '' : sort],
  ] as const) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export const isFiltered = ({ search, category, active }: FaqFilters) => search.trim() !== '' || category !== '' || active !== 'all';

/** The same as API parameters. */
export const listQuery = ({ search, category, active }: FaqFilters, siteId: string | null) => ({
  siteId,
  search: search.trim(),
  category,
  isActive: active === 'all' ? undefined : active === 'on',
});
