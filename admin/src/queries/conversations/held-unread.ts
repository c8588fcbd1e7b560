import { create } from 'zustand';

/**
 * Conversations that were marked as unread and not opened since: they are not read again while they are in sight. A reload is not opening, so
 * this tab keeps them over it.
 */
const KEY = 'supportchat.heldUnread';
const useHeld = create<{ ids: readonly string[] }>(() => ({ ids: readKept() }));
/** Those that a reload of this tab has interrupted. */
const interrupted = new Set(useHeld.getState().ids);

export const useIsHeldUnread = (conversationId: string | undefined) => useHeld(({ ids }) => conversationId !== undefined && ids.includes(conversationId));

export function holdUnread(conversationId: string) {
  set([...useHeld.getState().ids.filter((id) => id !== conversationId), conversationId].slice(-20));
}

/** It was opened, left or answered: from now on it is read when it is in sight. */
export function releaseUnread(conversationId: string) {
  if (useHeld.getState().ids.includes(conversationId)) set(useHeld.getState().ids.filter((id) => id !== conversationId));
}

/** The conversation is shown. Returns what to do when it no longer is. */
export function openUnread(conversationId: string): () => void {
  if (!interrupted.delete(conversationId)) releaseUnread(conversationId);
  return () => releaseUnread(conversationId);
}

function set(ids: readonly string[]) {
  useHeld.setState({ ids });
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Blocked or full: a reload reads the conversation again.
  }
}

function readKept(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
