import { useEffect } from 'react';
import { create } from 'zustand';
import { usePageTitleStore } from '../ui/page/page-title.ts';

const PRODUCT = 'SupportChat';
const useAttentionStore = create<{ count: number }>(() => ({ count: 0 }));

/** Shows in the browser tab how many conversations with unread messages are mine or unassigned. */
export function useAttention(count: number) {
  useEffect(() => {
    useAttentionStore.setState({ count });
    return () => useAttentionStore.setState({ count: 0 });
  }, [count]);
}

/** Keeps the browser tab's title and icon, and the badge of an installed app, up to date. */
export function followPageTitle() {
  usePageTitleStore.subscribe(showTitle);
  useAttentionStore.subscribe(({ count }, before) => {
    showTitle();
    if (count === before.count) return;
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    icon?.setAttribute('href', `/admin/favicon${count > 0 ? '-unread' : ''}.svg`);
    void navigator.setAppBadge?.(count).catch(() => undefined); // where there is no app icon
  });
}

/** `(4) Live Chat – SupportChat` */
function showTitle() {
  const { title } = usePageTitleStore.getState();
  const { count } = useAttentionStore.getState();
  document.title = `${count > 0 ? `(${count}) ` : ''}${title ? `${title} – ` : ''}${PRODUCT}`;
}
