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
