import type { CopyDeps } from './copy-installation.ts';

/** For tests: prints nothing and keeps the messages. `onBegin` runs when a pass over the rows starts. */
export function createQuietCopy(onBegin: (what: string) => unknown = () => {}): CopyDeps & { sentences: string[]; stop(): void } {
  const sentences: string[] = [];
  const stop = new AbortController();
  return {
    clock: () => new Date(0),
    report: (sentence) => void sentences.push(sentence),
    progress: { begin: (what) => void onBegin(what), add: () => {}, end: () => {} },
    signal: stop.signal,
    sentences,
    stop: () => stop.abort(),
  };
}
