import type { NextAfterDone } from '../../preferences/next-after-done.ts';

/** The conversation to open after `id` in this list: the neighbour on the chosen side, otherwise on the other. Null = the list. */
export function adjacentConversation(ids: readonly string[], id: string, choice: NextAfterDone): string | null {
  if (choice === 'list') return null;
  const at = ids.indexOf(id);
  if (at === -1) return null;
  const [after, before] = [ids[at + 1], ids[at - 1]];
  return (choice === 'next' ? (after ?? before) : (before ?? after)) ?? null;
}
