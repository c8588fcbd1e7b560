import type { ListedConversation } from '@supportchat/protocol';
import { useEffect, useRef, useState } from 'react';
import { holdRows, type Open, type OpenPosition, withOpenRow } from './hold-rows.ts';

/** What the list draws: nothing moves under the pointer, and the open conversation stays in it. */
export function useRows(current: ListedConversation[], open: Open | undefined) {
  const [order, setOrder] = useState<ListedConversation[] | null>(null);
  const place = useRef<OpenPosition | null>(null);
  const latest = useRef(current);
  latest.current = current;

  const release = () => setOrder(null);
  const hold = (event: React.PointerEvent) => event.pointerType === 'mouse' && setOrder((held) => held ?? latest.current);
  // A pointer over a window that no one is looking at does not hold rows in place.
  useEffect(() => {
    window.addEventListener('blur', release);
    return () => window.removeEventListener('blur', release);
  }, []);

  const { rows: steady, held } = order ? holdRows(current, order) : { rows: current.map((conversation) => ({ conversation, isMuted: false })), held: 0 };
  const rows = withOpenRow(steady, open, place.current);
  const openIndex = rows.findIndex((row) => row.conversation._id === open?.conversation._id);
  useEffect(() => {
    place.current = open && openIndex !== -1 ? { id: open.conversation._id, index: openIndex } : null;
  });
  return { rows, held, release, pointer: { onPointerEnter: hold, onPointerMove: hold, onPointerLeave: release } };
}
