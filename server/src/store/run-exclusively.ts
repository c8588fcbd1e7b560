import type { Store } from './store.ts';

/** Serializes calls within one process: an act that is in flight under a name is not started a second time. */
export function createRunAlone(): Store['runAlone'] {
  const underWay = new Set<string>();
  return async (name, act) => {
    if (underWay.has(name)) return false;
    underWay.add(name);
    try {
      await act();
      return true;
    } finally {
      underWay.delete(name);
    }
  };
}
