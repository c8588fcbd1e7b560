/** An observable value. `set` merges; listeners are notified once per turn, however often it changed. */
export type Store<S> = { get(): S; set(change: Partial<S>): void; subscribe(listener: () => void): () => void };

export function createStore<S extends object>(state: S): Store<S> {
  const listeners = new Set<() => void>();
  let told = true;
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      if (!told) return;
      told = false;
      queueMicrotask(() => {
        told = true;
        for (const listener of listeners) listener();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
