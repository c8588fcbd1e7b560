/**
 * Of the acts of one key, one runs at a time. A call made meanwhile shares the next, which starts after the call: so a result is never older
 * than the call, and however many calls there are, one act runs and at most one waits.
 */
export function coalesceCalls<T>(act: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const acts = new Map<string, { running: Promise<unknown>; next: Promise<T> | null }>();
  return (key) => {
    const ofKey = acts.get(key) ?? { running: Promise.resolve(), next: null };
    if (ofKey.next) return ofKey.next;
    const next = ofKey.running.then(() => {
      ofKey.next = null;
      const result = act(key);
      ofKey.running = result
        .catch(() => {})
        .then(() => {
          if (ofKey.next === null) acts.delete(key);
        });
      return result;
    });
    ofKey.next = next;
    acts.set(key, ofKey);
    return next;
  };
}
