import type { Store } from '../store/store.ts';

/** What the sites are called, for what may not be a password: the first hundred. */
export async function siteNames(store: Pick<Store, 'sites'>): Promise<string[]> {
  const { items } = await store.sites.list({ limit: 100 });
  return items.flatMap(({ name, domain }) => [name, domain]);
}
