/** A map with expiring entries: an entry is kept for one to two times the given time after it was last set. */
export type Recent<V> = {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
};

/** @param keptMs the shortest time that an entry is kept, in milliseconds */
export function createRecent<V>(clock: () => Date, keptMs: number): Recent<V> {
  let begun = clock().getTime();
  let present = new Map<string, V>();
  let before = new Map<string, V>();

  function turn(): void {
    const now = clock().getTime();
    if (Math.abs(now - begun) < keptMs) return;
    begun = now;
    before = present;
    present = new Map();
  }

  return {
    get: (key) => present.get(key) ?? before.get(key),
    set(key, value) {
      turn();
      present.set(key, value);
    },
  };
}
