import type { Conversation } from '@supportchat/protocol';
import { type RefObject, useEffect } from 'react';
import { request } from '../../../live/socket.ts';
import { openUnread, useIsHeldUnread } from '../../../queries/conversations/held-unread.ts';
import { useIsUnread } from '../../../queries/conversations/own-marks.ts';

/** Visible and focused this long means read. */
const READ_AFTER_MS = 1000;

/**
 * Marks the visitor's messages as read, up to the lowest one in sight, after one second of a visible, focused tab; not those that were marked as
 * unread while they were open.
 */
export function useReadMarking(conversation: Conversation | undefined, log: RefObject<HTMLElement | null>, lastSeq: number) {
  const id = conversation?._id;
  const unread = useIsUnread(conversation);
  const held = useIsHeldUnread(id);
  const unreadCount = conversation?.unreadCount;
  useEffect(() => (id ? openUnread(id) : undefined), [id]);
  useEffect(() => {
    const element = log.current;
    if (!element || !id || !unread || held) return;
    let timer: number | undefined;
    const look = () => {
      window.clearTimeout(timer);
      if (document.visibilityState !== 'visible' || !document.hasFocus() || lowestVisibleSeq(element) === 0) return;
      timer = window.setTimeout(() => {
        const seq = lowestVisibleSeq(element);
        if (seq > 0 && document.hasFocus()) void markRead(id, seq);
      }, READ_AFTER_MS);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearTimeout(timer);
      element.removeEventListener('scroll', look);
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [id, unread, unreadCount, held, lastSeq, log]);
}

/** The `seq` of the lowest message whose end is in sight; 0 when none is. */
function lowestVisibleSeq(log: HTMLElement): number {
  const { top, bottom } = log.getBoundingClientRect();
  const messages = log.querySelectorAll<HTMLElement>('[data-seq]');
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index] as HTMLElement;
    const place = message.getBoundingClientRect();
    if (place.bottom <= bottom + 8 && place.bottom > top) return Number(message.dataset.seq);
    if (place.bottom < top) break;
  }
  return 0;
}

/** The server answers with the new state by `conversation-update`. Without a connection it is marked at the next look. */
async function markRead(conversationId: string, seq: number) {
  await request('mark-read', { conversationId, seq }).catch(() => undefined);
}
