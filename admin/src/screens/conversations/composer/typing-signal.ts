import { request } from '../../../live/socket.ts';

/** How often "typing" is sent while the agent types. */
const REPEAT_MS = 3000;
/** Without a key press for this long, the agent has stopped typing. */
const IDLE_MS = 5000;

/** Sends "typing" at the first key and then every 3 s, "not typing" after 5 s without one, on sending and on leaving. */
export function createTypingSignal(conversationId: string) {
  let sentAt: number | null = null;
  let idle: number | undefined;

  // Nothing depends on it: a failure is not reported.
  const send = (isTyping: boolean) => void request('typing', { conversationId, isTyping }).catch(() => undefined);

  function stop() {
    window.clearTimeout(idle);
    if (sentAt !== null) send(false);
    sentAt = null;
  }

  return {
    /** A key changed the text. */
    key(text: string) {
      if (text.trim() === '') return stop();
      window.clearTimeout(idle);
      idle = window.setTimeout(stop, IDLE_MS);
      const now = performance.now();
      if (sentAt !== null && now - sentAt < REPEAT_MS) return;
      sentAt = now;
      send(true);
    },
    stop,
  };
}
