import { createTypingSender } from '@supportchat/delivery/typing';
import { request } from '../../../live/socket.ts';
import { timers } from '../../../session/browser-ports.ts';

/** Sends "typing" while the text changes, and "not typing" once it is empty, sent, left or idle. */
export function createTypingSignal(conversationId: string) {
  // Nothing depends on it: a failure is not reported.
  const sender = createTypingSender(timers, (isTyping) => void request('typing', { conversationId, isTyping }).catch(() => undefined));
  return {
    /** A key changed the text. */
    key: (text: string) => (text.trim() === '' ? sender.stop() : sender.key()),
    stop: sender.stop,
  };
}
