export const AGAIN_AFTER_MS = 3000;
export const IDLE_AFTER_MS = 5000;
export const FORGET_AFTER_MS = 6000;

/** Notifies the other side that the visitor is typing: at the first key, every three seconds while it continues, and when it stops. */
export function createTypingSender(tell: (isTyping: boolean) => void) {
  let idle: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    if (idle === undefined) return;
    clearTimeout(idle);
    clearTimeout(again);
    idle = again = undefined;
    tell(false);
  }
  return {
    key(): void {
      clearTimeout(idle);
      idle = setTimeout(stop, IDLE_AFTER_MS);
      if (again !== undefined) return;
      tell(true);
      again = setTimeout(() => {
        again = undefined;
      }, AGAIN_AFTER_MS);
    },
    /** Sent, left the box, or idle. */
    stop,
  };
}

/** Shows who is typing on the other side until they stop, or six seconds after the last signal. */
export function createTypingViewer(show: (agentName: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (agentName: string) => {
    clearTimeout(timer);
    show(agentName);
    if (agentName) timer = setTimeout(show, FORGET_AFTER_MS, '');
  };
}
