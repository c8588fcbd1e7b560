import type { Conversation } from '@supportchat/protocol';
import { useEffect, useState } from 'react';

/**
 * The `seq` after which the line "New messages" is shown: the read mark when the conversation was opened, or, once everything was read, when
 * the agent last looked away.
 */
export function useUnreadLine(conversation: Conversation | undefined, ready: boolean, lastSeq: number): number | null {
  const [line, setLine] = useState<number | null>(null);
  const [opened, setOpened] = useState(false);
  if (ready && !opened) {
    setOpened(true);
    setLine(conversation && conversation.unreadCount > 0 ? conversation.agentReadSeq : null);
  }
  const unread = conversation?.unreadCount ?? 0;
  useEffect(() => {
    const lookAway = () => unread === 0 && setLine(lastSeq);
    window.addEventListener('blur', lookAway);
    return () => window.removeEventListener('blur', lookAway);
  }, [unread, lastSeq]);
  return line;
}
