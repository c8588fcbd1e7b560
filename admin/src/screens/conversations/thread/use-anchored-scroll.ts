import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Within this distance of the end, the log counts as at the end. */
const NEAR_END_PX = 80;
/** Below the upper edge of the log, in px: where the item is looked for that must not move. */
const ANCHOR_OFFSETS_PX = [8, 40, 80, 120];

type Anchored = {
  log: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  scrollToEnd: () => void;
  /** Scrolls to a message and marks it for a moment. */
  showMessage: (seq: number) => void;
};

/**
 * Scrolling of a thread: stays at the end while it is there; otherwise what one reads stays in place when something above it is added or
 * changes its height, as items do when they are first drawn. Starts at the unread line or at the end. One instance serves one conversation.
 */
export function useAnchoredScroll({ firstSeq, ready }: { firstSeq: number; ready: boolean }): Anchored {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const pinned = useRef(true);
  const anchor = useRef<{ item: Element; top: number } | null>(null);

  const scrollToEnd = useCallback(() => {
    const element = log.current;
    if (!element) return;
    pinned.current = true;
    element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, []);

  const recordScroll = useCallback(() => {
    const element = log.current;
    if (!element) return;
    pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    anchor.current = pinned.current ? null : firstVisibleItem(element);
    setAtEnd(pinned.current);
  }, []);

  const keepPosition = useCallback(() => {
    const element = log.current;
    if (!element) return;
    if (pinned.current) element.scrollTop = element.scrollHeight;
    else if (anchor.current?.item.isConnected) element.scrollTop += offsetIn(element, anchor.current.item) - anchor.current.top;
  }, []);

  const showMessage = useCallback(
    (seq: number) => {
      const message = log.current?.querySelector(`[data-seq="${seq}"]`);
      if (!message) return;
      message.scrollIntoView({ block: 'center' });
      recordScroll();
      message.animate([{ backgroundColor: 'var(--note)' }, { backgroundColor: 'transparent' }], { duration: 1600, easing: 'ease-in' });
    },
    [recordScroll],
  );

  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !ready) return;
    const unread = element.querySelector<HTMLElement>('[data-unread]');
    if (!unread) return scrollToEnd();
    element.scrollTop += offsetIn(element, unread) - 60;
    recordScroll();
  }, [ready, scrollToEnd, recordScroll]);

  // Older messages were added above.
  useLayoutEffect(keepPosition, [firstSeq, keepPosition]);

  useEffect(() => {
    const element = log.current;
    const inner = content.current;
    if (!element || !inner) return;
    const follow = new ResizeObserver(keepPosition);
    element.addEventListener('scroll', recordScroll, { passive: true });
    follow.observe(element);
    follow.observe(inner);
    return () => {
      element.removeEventListener('scroll', recordScroll);
      follow.disconnect();
    };
  }, [recordScroll, keepPosition]);

  return { log, content, atEnd, scrollToEnd, showMessage };
}

const offsetIn = (log: Element, item: Element) => item.getBoundingClientRect().top - log.getBoundingClientRect().top;

function firstVisibleItem(log: Element): { item: Element; top: number } | null {
  const { left, top, width } = log.getBoundingClientRect();
  for (const below of ANCHOR_OFFSETS_PX) {
    const item = document.elementFromPoint(left + width / 2, top + below)?.closest('li');
    if (item && log.contains(item)) return { item, top: offsetIn(log, item) };
  }
  return null;
}
