import type { Emit, Listener } from '../loader/api.ts';

/** Each listener runs in a task of its own: one that throws stops neither the chat nor the others, and the page's developer sees the error as usual. */
export function createEmit(listeners: readonly Listener[]): Emit {
  return (name, detail) => {
    for (let at = 0; at < listeners.length; at++) {
      const entry = listeners[at];
      if (entry?.[0] === name) queueMicrotask(() => entry[1](detail as never));
    }
  };
}
