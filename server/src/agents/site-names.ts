import type { Store } from '../store/store.ts';

/** The names of the first hundred sites, which may not be used as a password. */
export async function siteNames(store: Pick<Store, 'sites'>): Promise<string[]> {
  const { items } = await store.sites.list({ limit: 100 });
  return items.flatMap(({ name, domain }) => [name, domain]);
}
