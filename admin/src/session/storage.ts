/** Keys are kept here when the browser's storage is full or blocked; they live as long as the tab. */
const memory = new Map<string, string>();
let blocked = false;

/** localStorage that never throws. */
export const storage = {
  read(key: string): string | null {
    try {
      return memory.get(key) ?? localStorage.getItem(key);
    } catch {
      blocked = true;
      return memory.get(key) ?? null;
    }
  },
  /** False when the browser did not store it and it lives only in this tab. */
  write(key: string, value: string): boolean {
    try {
      localStorage.setItem(key, value);
      memory.delete(key);
      return true;
    } catch {
      blocked = true;
      memory.set(key, value);
      return false;
    }
  },
  remove(key: string) {
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      blocked = true;
    }
  },
  /** All keys that begin with `prefix`. */
  keys(prefix: string): string[] {
    const found = new Set([...memory.keys()].filter((key) => key.startsWith(prefix)));
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) found.add(key);
    } catch {
      blocked = true;
    }
    return [...found];
  },
  /** True once the browser has refused to store something. */
  isBlocked: () => blocked,
};
