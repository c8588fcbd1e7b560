import { useEffect } from 'react';
import { create } from 'zustand';

const PRODUCT = 'SupportChat';
export const usePageTitleStore = create<{ title: string; unread: number }>(() => ({ title: '', unread: 0 }));

/** `(4) Live Chat – SupportChat` */
export const tabTitle = (title: string, unread: number) => `${unread > 0 ? `(${unread}) ` : ''}${title ? `${title} – ` : ''}${PRODUCT}`;

/** Name of the screen, for the browser tab and for screen readers when the route changes. */
export function usePageTitle(title: string) {
  useEffect(() => usePageTitleStore.setState({ title }), [title]);
}

/** How many conversations have unread messages, for the browser tab. */
export function useUnreadInTitle(unread: number) {
  useEffect(() => usePageTitleStore.setState({ unread }), [unread]);
}

/** Keeps the browser tab's title right. */
export function followPageTitle() {
  usePageTitleStore.subscribe(({ title, unread }) => {
    document.title = tabTitle(title, unread);
  });
}
