/**
 * Makes an act that runs at most once per interval for each key, with the newest value: immediately for the first call, and at the end of the
 * interval for later ones. The promise is that of the first call; replaced or deferred calls resolve immediately and fail silently. Nothing is
 * retained for an idle key.
 */
export function throttleLatest<T>(intervalMs: number, act: (value: T) => Promise<void>): (key: string, value: T) => Promise<void> {
  /** Keys that ran within the interval, with the value that is to run next. */
  const recent = new Map<string, { next: T } | null>();

  function startInterval(key: string): void {
    recent.set(key, null);
    setTimeout(() => {
      const pending = recent.get(key);
      if (!pending) return void recent.delete(key);
      startInterval(key);
      act(pending.next).catch(() => undefined);
    }, intervalMs).unref();
  }

  return async (key, value) => {
    if (recent.has(key)) return void recent.set(key, { next: value });
    startInterval(key);
    await act(value);
  };
}
