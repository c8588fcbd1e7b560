import { createTypingViewers } from '@supportchat/delivery/typing-viewers';
import { create } from 'zustand';
import { timers } from '../../session/browser-ports.ts';

const signal = createTypingViewers(timers);
const useStore = create<{ typing: Record<string, true> }>(() => ({ typing: {} }));

export const useIsVisitorTyping = (conversationId: string) => useStore((state) => conversationId in state.typing);

export function setVisitorTyping(conversationId: string, isTyping: boolean) {
  signal(conversationId, isTyping, (isShown) =>
    useStore.setState(({ typing: { [conversationId]: _old, ...others } }) => ({ typing: isShown ? { ...others, [conversationId]: true } : others })),
  );
}
