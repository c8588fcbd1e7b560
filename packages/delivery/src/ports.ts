/** What the core needs of its surroundings: a browser, a phone, a test. */
export type Ports = {
  /** Shared by all tabs. It never throws; what it cannot store durably, it keeps in memory. */
  storage: {
    get(key: string): string | null;
    set(key: string, value: string): void;
    remove(key: string): void;
    /** All keys with this prefix. */
    keys(prefix: string): string[];
  };
  now(): Date;
  newId(): string;
  /** 0-1, random. */
  chance(): number;
  /** Runs it once, after `ms`; returns a function that cancels it. */
  later(run: () => void, ms: number): () => void;
  /** Runs one `act` of this name at a time, among all tabs. */
  exclusively<T>(name: string, act: () => Promise<T>): Promise<T>;
};
