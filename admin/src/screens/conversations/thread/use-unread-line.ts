import type { Conversation } from '@supportchat/protocol';
import { useEffect, useState } from 'react';
import { isUnread, ownMark, useIsUnread } from '../../../queries/conversations/own-marks.ts';

/**
 * The `seq` after which the line "New messages" is shown: the read mark when the conversation was opened, or, once everything was read, when
 * the agent last looked away.
 */
export function useUnreadLine(conversation: Conversation | undefined, ready: boolean, lastSeq: number): number | null {
  const [line, setLine] = useState<number | null>(null);
  const [opened, setOpened] = useState(false);
  if (ready && !opened) {
    setOpened(true);
    setLine(conversation && isUnread(conversation) ? readUpTo(conversation) : null);
  }
  const unread = useIsUnread(conversation);
  useEffect(() => {
    const lookAway = () => !unread && setLine(lastSeq);
    window.addEventListener('blur', lookAway);
    return () => window.removeEventListener('blur', lookAway);
  }, [unread, lastSeq]);
  return line;
}

/** What this agent has read of an unread conversation; null when that is unknown, or nothing. */
function readUpTo({ _id, unreadCount, agentReadSeq }: Conversation): number | null {
  const mark = ownMark(_id);
  if (mark?.isUnread || unreadCount === 0) return mark?.seq ?? null;
  return agentReadSeq;
}
