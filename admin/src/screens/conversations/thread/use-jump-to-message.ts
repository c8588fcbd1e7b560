import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { readThread } from '../../../queries/conversations/apply-events.ts';
import { seqOfHash } from '../message-address.ts';
import { loadOlder } from '../open-thread.ts';

/** Messages that a page of history brings on the way to a message. */
const PAGE = 100;

type Input = {
  conversationId: string;
  /** The oldest message that is drawn; undefined while there is none. */
  firstSeq: number | undefined;
  /** Scrolls to a message that is drawn. */
  show: (seq: number) => void;
};

/** Goes to the message in the address, page by page of history until it is drawn. */
export function useJumpToMessage({ conversationId, firstSeq, show }: Input) {
  const { hash, key } = useLocation();
  const done = useRef('');
  useEffect(() => {
    const seq = seqOfHash(hash);
    if (seq === null || firstSeq === undefined || done.current === key) return;
    if (firstSeq > seq && readThread(conversationId)?.hasOlder) {
      void loadOlder(conversationId, PAGE).catch(() => undefined); // Offline: what is loaded stays; the row can be opened again.
      return;
    }
    done.current = key;
    show(seq);
  }, [hash, key, conversationId, firstSeq, show]);
}
