import { create } from 'zustand';

/** The visitor's side repeats "typing" every few seconds; without it the indicator disappears after this long. */
const EXPIRES_MS = 6000;
const timers = new Map<string, number>();

const useStore = create<{ typing: Record<string, true> }>(() => ({ typing: {} }));

export const useIsVisitorTyping = (conversationId: string) => useStore((state) => conversationId in state.typing);

export function setVisitorTyping(conversationId: string, isTyping: boolean) {
  window.clearTimeout(timers.get(conversationId));
  timers.delete(conversationId);
  if (isTyping)
    timers.set(
      conversationId,
      window.setTimeout(() => setVisitorTyping(conversationId, false), EXPIRES_MS),
    );
  useStore.setState(({ typing: { [conversationId]: _old, ...others } }) => ({ typing: isTyping ? { ...others, [conversationId]: true } : others }));
}
