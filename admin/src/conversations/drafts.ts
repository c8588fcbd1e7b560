import { create } from 'zustand';
import { storage } from '../storage.ts';

/** Unsent text of the signed-in user by conversation; survives reloads and signing in again. */
const useDraftStore = create<{ prefix: string; drafts: Record<string, string> }>(() => ({ prefix: '', drafts: {} }));

/** Take up what this user left unsent in this browser. */
export function loadDrafts(userId: string) {
  const prefix = `sc_draft:${userId}:`;
  const drafts = Object.fromEntries(storage.keys(prefix).map((key) => [key.slice(prefix.length), storage.read(key) ?? '']));
  useDraftStore.setState({ prefix, drafts });
}

export const useDraft = (conversationId: string) => useDraftStore((state) => state.drafts[conversationId] ?? '');

/** Keeps the text; nothing but spaces means no draft. */
export function saveDraft(conversationId: string, text: string) {
  const { prefix, drafts } = useDraftStore.getState();
  const { [conversationId]: _old, ...others } = drafts;
  if (text.trim() === '') storage.remove(prefix + conversationId);
  else storage.write(prefix + conversationId, text);
  useDraftStore.setState({ drafts: text.trim() === '' ? others : { ...others, [conversationId]: text } });
}
