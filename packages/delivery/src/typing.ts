import type { Ports } from './ports.ts';

const AGAIN_AFTER_MS = 3000;
const IDLE_AFTER_MS = 5000;
export const FORGET_AFTER_MS = 6000;

/** Notifies the other side of typing: at the first key, every three seconds while it continues, and when it stops. */
export function createTypingSender({ later }: Pick<Ports, 'later'>, send: (isTyping: boolean) => void) {
  let cancelIdle: (() => void) | undefined;
  let cancelAgain: (() => void) | undefined;

  function stop(): void {
    if (!cancelIdle) return;
    cancelIdle();
    cancelAgain?.();
    cancelIdle = cancelAgain = undefined;
    send(false);
  }
  return {
    key(): void {
      cancelIdle?.();
      cancelIdle = later(stop, IDLE_AFTER_MS);
      if (cancelAgain) return;
      send(true);
      cancelAgain = later(() => {
        cancelAgain = undefined;
      }, AGAIN_AFTER_MS);
    },
    /** Sent, left the box, or idle. */
    stop,
  };
}

/** Shows who is typing on the other side until they stop, or six seconds after the last signal. */
export function createTypingViewer({ later }: Pick<Ports, 'later'>, show: (agentName: string) => void) {
  let cancel: (() => void) | undefined;
  return (agentName: string) => {
    cancel?.();
    show(agentName);
    if (agentName) cancel = later(() => show(''), FORGET_AFTER_MS);
  };
}
