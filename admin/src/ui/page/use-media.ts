import { useSyncExternalStore } from 'react';

/** A media query as a hook. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Room for the navigation with names and for the details pane: above 1180 px. */
export const useWideScreen = () => useMedia('(min-width: 1181px)');
/** One pane at a time: up to 640 px. */
export const usePhone = () => useMedia('(max-width: 640px)');
