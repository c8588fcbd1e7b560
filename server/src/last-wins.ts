/**
 * Makes an act that runs at most once in a time for each key, with the newest value: at once for the first, and for those that follow when the time
 * is over. The promise is that of the first; what is replaced or late resolves at once and fails in silence. Nothing is kept of a key that is quiet.
 */
export function createLastWins<T>(everyMs: number, act: (value: T) => Promise<void>): (key: string, value: T) => Promise<void> {
  /** Keys that ran within the time, with the value that is to run next. */
  const recent = new Map<string, { next: T } | null>();

  function rest(key: string): void {
    recent.set(key, null);
    setTimeout(() => {
      const due = recent.get(key);
      if (!due) return void recent.delete(key);
      rest(key);
      act(due.next).catch(() => undefined);
    }, everyMs).unref();
  }

  return async (key, value) => {
    if (recent.has(key)) return void recent.set(key, { next: value });
    rest(key);
    await act(value);
  };
}
