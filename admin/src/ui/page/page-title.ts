import { useEffect } from 'react';
import { create } from 'zustand';

const PRODUCT = 'SupportChat';
export const usePageTitleStore = create<{ title: string; attention: number }>(() => ({ title: '', attention: 0 }));

/** `(4) Live Chat – SupportChat` */
export const tabTitle = (title: string, attention: number) => `${attention > 0 ? `(${attention}) ` : ''}${title ? `${title} – ` : ''}${PRODUCT}`;

/** Name of the screen, for the browser tab and for screen readers when the route changes. */
export function usePageTitle(title: string) {
  useEffect(() => usePageTitleStore.setState({ title }), [title]);
}

/** How many conversations with unread messages are mine or unassigned, for the browser tab. */
export function useAttention(attention: number) {
  useEffect(() => {
    usePageTitleStore.setState({ attention });
    return () => usePageTitleStore.setState({ attention: 0 });
  }, [attention]);
}

/** Keeps the browser tab's title and icon, and the badge of an installed app, up to date. */
export function followPageTitle() {
  usePageTitleStore.subscribe(({ title, attention }, before) => {
    document.title = tabTitle(title, attention);
    if (attention === before.attention) return;
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    icon?.setAttribute('href', `/admin/favicon${attention > 0 ? '-unread' : ''}.svg`);
    void navigator.setAppBadge?.(attention).catch(() => undefined); // where there is no app icon
  });
}
