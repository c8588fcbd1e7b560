import type { Conversation } from '@supportchat/protocol';
import { useRef, useState } from 'react';

/** After the pointer's last movement over the list, rows stay where they are for this long. */
const STILL = 2000;

/** Takes out what is not in `order` and came in above it; keeps `order` for what is in it. */
export function inOrder(rows: readonly Conversation[], order: readonly string[]): { rows: Conversation[]; held: number } {
  const byId = new Map(rows.map((row) => [row._id, row]));
  const known = new Set(order);
  const steady = order.flatMap((id) => byId.get(id) ?? []);
  const lastKnown = rows.findLastIndex((row) => known.has(row._id));
  const below = rows.slice(lastKnown + 1); // pages that were loaded meanwhile
  const held = rows.slice(0, Math.max(lastKnown, 0)).filter((row) => !known.has(row._id)).length;
  return { rows: [...steady, ...below], held };
}

/** Nothing moves under the pointer: while it moves over the list, rows keep their order and new ones wait above. */
export function useSteadyRows(rows: Conversation[]) {
  const [order, setOrder] = useState<string[] | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const latest = useRef(rows);
  latest.current = rows;

  const release = () => {
    window.clearTimeout(timer.current);
    setOrder(null);
  };
  const hold = (event: React.PointerEvent) => {
    if (event.pointerType !== 'mouse') return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOrder(null), STILL);
    setOrder((held) => held ?? latest.current.map((row) => row._id));
  };
  const steady = order ? inOrder(rows, order) : { rows, held: 0 };
  return { ...steady, release, pointer: { onPointerMove: hold, onPointerLeave: release } };
}
