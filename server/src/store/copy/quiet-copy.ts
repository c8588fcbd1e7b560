import type { CopyDeps } from './copy-installation.ts';

/** For tests: prints nothing and keeps the messages. `onBegin` runs when a pass over the rows starts. */
export function quietly(onBegin: (what: string) => unknown = () => {}): CopyDeps & { told: string[]; stop(): void } {
  const told: string[] = [];
  const stop = new AbortController();
  return {
    clock: () => new Date(0),
    tell: (sentence) => void told.push(sentence),
    progress: { begin: (what) => void onBegin(what), add: () => {}, end: () => {} },
    signal: stop.signal,
    told,
    stop: () => stop.abort(),
  };
}
