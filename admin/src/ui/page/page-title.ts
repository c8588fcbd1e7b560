import { useEffect } from 'react';
import { create } from 'zustand';

/** Name of the screen that is shown. */
export const usePageTitleStore = create<{ title: string }>(() => ({ title: '' }));

/** Sets the name of the screen, for the browser tab and for screen readers when the route changes. */
export function usePageTitle(title: string) {
  useEffect(() => usePageTitleStore.setState({ title }), [title]);
}
