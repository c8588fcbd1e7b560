import type { Store } from './store.ts';

/** Keeps the calls within one process apart: an act of a name that is under way is not begun a second time. */
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
