/** A map with expiring entries: an entry is kept for one to two times the given time after it was last set. */
export type ExpiringMap<V> = {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
};

/** @param ttlMs the shortest time that an entry is kept, in milliseconds */
export function createExpiringMap<V>(clock: () => Date, ttlMs: number): ExpiringMap<V> {
  let startedAt = clock().getTime();
  let current = new Map<string, V>();
  let previous = new Map<string, V>();

  function rotate(): void {
    const now = clock().getTime();
    if (Math.abs(now - startedAt) < ttlMs) return;
    startedAt = now;
    previous = current;
    current = new Map();
  }

  return {
    get: (key) => current.get(key) ?? previous.get(key),
    set(key, value) {
      rotate();
      current.set(key, value);
    },
  };
}
