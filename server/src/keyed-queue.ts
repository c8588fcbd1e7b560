/** Runs the acts of one key one after another, in call order; a failed act does not block the next. */
export type KeyedQueue = <T>(key: string, act: () => Promise<T>) => Promise<T>;

export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return (key, act) => {
    const result = (last.get(key) ?? Promise.resolve()).then(act, act);
    last.set(key, result);
    const remove = () => void (last.get(key) === result && last.delete(key));
    result.then(remove, remove);
    return result;
  };
}
