import { hasStoredData } from '../has-stored-data.ts';
import type { PageWidget } from '../parts.ts';

/** As in the style sheets: below this, in either direction, the panel takes the whole screen. */
const ROOM_PX = 480;
const LONGEST_DELAY_MS = 600_000;

/**
 * Calls `open` after the delay, as soon as the widget is shown: once per tab, if the panel leaves room for the page, and never after the
 * visitor has closed it.
 */
export function autoOpen(page: PageWidget, open: (byItself: boolean) => Promise<void>): void {
  const { settings, siteKey, launcher, leaving } = page;
  const { root } = launcher;
  if (leaving.signal.aborted) return;
  const shown = new MutationObserver(openIfShown);
  const timer = setTimeout(begin, Math.min(settings.autoOpenDelay, LONGEST_DELAY_MS));
  leaving.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    shown.disconnect();
  });

  function begin(): void {
    if (!page.settings.autoOpen || Math.min(innerWidth, innerHeight) <= ROOM_PX) return;
    // A browser that stores nothing: only if the visitor comes from elsewhere.
    if (hasStoredData('closed|auto', siteKey) ?? document.referrer.startsWith(location.origin)) return;
    shown.observe(root, { attributeFilter: ['hidden'] });
    openIfShown();
  }

  function openIfShown(): void {
    if (root.hidden) return;
    shown.disconnect();
    void open(true);
  }
}
