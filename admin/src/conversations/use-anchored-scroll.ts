import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** This near to the end counts as at the end. */
const NEAR_END = 80;

type Anchored = {
  log: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  scrollToEnd: () => void;
};

/**
 * Scrolling of a thread: stays at the end while one is there, stays put when older messages come in above, starts at the unread
 * line or at the end. `firstSeq` is the `seq` of the oldest message drawn. One instance serves one conversation.
 */
export function useAnchoredScroll({ firstSeq, ready }: { firstSeq: number; ready: boolean }): Anchored {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const pinned = useRef(true);
  const before = useRef({ firstSeq: 0, height: 0 });

  const scrollToEnd = useCallback(() => {
    const element = log.current;
    if (!element) return;
    pinned.current = true;
    element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, []);

  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !ready) return;
    const unread = element.querySelector<HTMLElement>('[data-unread]');
    if (unread) {
      element.scrollTop = Math.max(0, unread.offsetTop - 60);
      pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      setAtEnd(pinned.current);
    } else scrollToEnd();
  }, [ready, scrollToEnd]);

  // Older messages came in above: keep in place what one reads.
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const last = before.current;
    if (last.firstSeq > firstSeq && !pinned.current) element.scrollTop += element.scrollHeight - last.height;
    before.current = { firstSeq, height: element.scrollHeight };
  });

  useEffect(() => {
    const element = log.current;
    const inner = content.current;
    if (!element || !inner) return;
    const noteScroll = () => {
      pinned.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      setAtEnd(pinned.current);
    };
    const follow = new ResizeObserver(() => {
      if (pinned.current) element.scrollTop = element.scrollHeight;
      before.current.height = element.scrollHeight;
    });
    element.addEventListener('scroll', noteScroll, { passive: true });
    follow.observe(element);
    follow.observe(inner);
    return () => {
      element.removeEventListener('scroll', noteScroll);
      follow.disconnect();
    };
  }, []);

  return { log, content, atEnd, scrollToEnd };
}
