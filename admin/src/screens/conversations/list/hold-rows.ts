import type { ListedConversation } from '@supportchat/protocol';

/** A row of the list. `isMuted`: it left the view and stays until another one is opened or the pointer leaves. */
export type Row = { conversation: ListedConversation; isMuted: boolean };

/**
 * Rows while the pointer is over the list: those of `order` keep their places, muted when they left the view; new ones from above
 * are held back and counted; pages that were loaded below follow.
 */
export function holdRows(current: readonly ListedConversation[], order: readonly ListedConversation[]): { rows: Row[]; held: number } {
  const byId = new Map(current.map((row) => [row._id, row]));
  const known = new Set(order.map((row) => row._id));
  const rows = order.map((row) => ({ conversation: byId.get(row._id) ?? row, isMuted: !byId.has(row._id) }));
  const lastKnown = current.findLastIndex((row) => known.has(row._id));
  const below = current.slice(lastKnown + 1).map((conversation) => ({ conversation, isMuted: false }));
  const held = current.slice(0, Math.max(lastKnown, 0)).filter((row) => !known.has(row._id)).length;
  return { rows: [...rows, ...below], held };
}

/** Where the open conversation was last drawn in its list. */
export type OpenPosition = { id: string; index: number };

/** The open conversation; `belongs`: it is in the view, if not yet among the loaded rows. */
export type Open = { conversation: ListedConversation; belongs: boolean };

/** The rows with the open conversation among them: where it was before it left the view, else at the top. */
export function withOpenRow(rows: Row[], open: Open | undefined, place: OpenPosition | null): Row[] {
  if (!open) return rows;
  const isOpen = (row: Row) => row.conversation._id === open.conversation._id;
  // A muted row gets no updates from the view.
  if (rows.some(isOpen)) return rows.map((row) => (row.isMuted && isOpen(row) ? { ...row, conversation: open.conversation } : row));
  const index = place?.id === open.conversation._id ? Math.min(place.index, rows.length) : 0;
  return rows.toSpliced(index, 0, { conversation: open.conversation, isMuted: !open.belongs });
}
