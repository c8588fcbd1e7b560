import { create } from 'zustand';
import { storage } from '../session/storage.ts';

/** Unsent text of the signed-in user by conversation, the same in all tabs of this browser; survives reloads and signing in again. */
const useDraftStore = create<{ prefix: string; drafts: Record<string, string> }>(() => ({ prefix: '', drafts: {} }));

/** Loads what this user left unsent in this browser, and follows the other tabs. Returns a function that stops that. */
export function openDrafts(userId: string): () => void {
  const prefix = `sc_draft:${userId}:`;
  const drafts = Object.fromEntries(storage.keys(prefix).map((key) => [key.slice(prefix.length), storage.read(key) ?? '']));
  useDraftStore.setState({ prefix, drafts });
  const follow = ({ key, newValue }: StorageEvent) => {
    if (key?.startsWith(prefix)) show(key.slice(prefix.length), newValue ?? '');
  };
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}

export const useDraft = (conversationId: string) => useDraftStore((state) => state.drafts[conversationId] ?? '');

/** Keeps the text; nothing but spaces means no draft. */
export function saveDraft(conversationId: string, text: string) {
  const key = useDraftStore.getState().prefix + conversationId;
  if (text.trim() === '') storage.remove(key);
  else storage.write(key, text);
  show(conversationId, text);
}

/** One more character, typed before the message box existed. */
export const addToDraft = (conversationId: string, character: string) =>
  saveDraft(conversationId, (useDraftStore.getState().drafts[conversationId] ?? '') + character);

/** The text was sent or discarded: it is cleared, unless another tab has written something else since. */
export function clearDraft(conversationId: string, text: string) {
  const stored = storage.read(useDraftStore.getState().prefix + conversationId) ?? '';
  if (stored === '' || stored === text) saveDraft(conversationId, '');
  else show(conversationId, stored);
}

function show(conversationId: string, text: string) {
  const { [conversationId]: _old, ...others } = useDraftStore.getState().drafts;
  useDraftStore.setState({ drafts: text.trim() === '' ? others : { ...others, [conversationId]: text } });
}
