import type { Store } from './store.ts';

/** Serializes calls within one process: an act that is in flight under a name is not started a second time. */
export function createRunExclusively(): Store['runExclusively'] {
  const running = new Set<string>();
  return async (name, act) => {
    if (running.has(name)) return false;
    running.add(name);
    try {
      await act();
      return true;
    } finally {
      running.delete(name);
    }
  };
}
