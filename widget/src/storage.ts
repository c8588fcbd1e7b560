/** localStorage that never throws. What the browser refuses to store lives as long as the page. */
export type BrowserStorage = {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Keys with this prefix. */
  keys(prefix: string): string[];
  /** False once the browser has refused to store something: storage blocked or full. */
  keepsAll(): boolean;
};

let isTold = false;

/** Reads and writes nothing before it is first used. */
export function openStorage(area: () => Storage = () => localStorage): BrowserStorage {
  const unkept = new Map<string, string>();
  let refused = false;

  /** Blocked storage throws on first access. Reading then finds nothing; the first write reports it on the console. */
  function attempt<T>(act: (store: Storage) => T): T | undefined {
    try {
      return act(area());
    } catch {
      return undefined;
    }
  }

  return {
    get: (key) => unkept.get(key) ?? attempt((store) => store.getItem(key)) ?? null,
    set(key, value) {
      unkept.delete(key);
      if (attempt((store) => (store.setItem(key, value), true))) return;
      unkept.set(key, value);
      if (!isTold) console.warn('SupportChat: this browser keeps nothing; unsent messages are lost when the page is closed.');
      refused = isTold = true;
    },
    remove(key) {
      unkept.delete(key);
      attempt((store) => store.removeItem(key));
    },
    keys: (prefix) => [...new Set([...unkept.keys(), ...(attempt((store) => Object.keys(store)) ?? [])])].filter((key) => key.startsWith(prefix)),
    keepsAll: () => !refused,
  };
}
