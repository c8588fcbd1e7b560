import { create } from 'zustand';
import { storage } from '../session/storage.ts';

export type NextAfterDone = 'next' | 'previous' | 'list';

const KEY = 'sc_admin_after_done';
const stored = storage.read(KEY);
/** Where to go after a conversation was resolved or closed. */
export const useNextAfterDone = create<{ choice: NextAfterDone }>(() => ({ choice: stored === 'previous' || stored === 'list' ? stored : 'next' }));

/** Remembered in this browser. */
export function chooseNextAfterDone(choice: NextAfterDone) {
  storage.write(KEY, choice);
  useNextAfterDone.setState({ choice });
}

/** The conversation to open after `id` in this list: the neighbour on the chosen side, otherwise on the other. Null = the list. */
export function adjacentConversation(ids: readonly string[], id: string, choice: NextAfterDone): string | null {
  if (choice === 'list') return null;
  const at = ids.indexOf(id);
  if (at === -1) return null;
  const [after, before] = [ids[at + 1], ids[at - 1]];
  return (choice === 'next' ? (after ?? before) : (before ?? after)) ?? null;
}
