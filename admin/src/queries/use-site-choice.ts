import { create } from 'zustand';
import { storage } from '../session/storage.ts';
import { useSites } from './use-sites.ts';

const KEY = 'sc_admin_site';
const useStore = create<{ siteId: string | null }>(() => ({ siteId: storage.read(KEY) }));

/** The site that the switcher shows; null = all sites. Remembered in this browser. */
export function useSiteChoice(): string | null {
  const chosen = useStore((state) => state.siteId);
  const { data: sites } = useSites();
  return sites && chosen && !sites.some((site) => site._id === chosen) ? null : chosen;
}

export function chooseSite(siteId: string | null) {
  if (siteId === null) storage.remove(KEY);
  else storage.write(KEY, siteId);
  useStore.setState({ siteId });
}
