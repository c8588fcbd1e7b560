import type { Conversation } from '@supportchat/protocol';
import { useEffect, useRef } from 'react';

/** Which rows were added while the list was shown; the first page and pages loaded below are not fresh. */
export function useNewRows(rows: readonly Conversation[], isLoaded: boolean) {
  const known = useRef<Set<string> | null>(null);
  const bottom = rows.at(-1)?._id;
  const lastBottom = useRef(bottom);
  const seen = known.current;
  const fromAbove = new Set<string>();
  if (seen) {
    const end = rows.findIndex((row) => row._id === lastBottom.current);
    for (const row of rows.slice(0, end === -1 ? 0 : end)) if (!seen.has(row._id)) fromAbove.add(row._id);
  }
  useEffect(() => {
    if (!isLoaded) return;
    known.current ??= new Set();
    for (const row of rows) known.current.add(row._id);
    lastBottom.current = bottom;
  });
  return (id: string) => fromAbove.has(id);
}
