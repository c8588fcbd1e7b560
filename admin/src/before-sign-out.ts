/** Held, shared, by each tab that has an act to finish. */
const LOCK = 'sc-admin-unfinished';
/** For the acts of other tabs, in milliseconds: one that sleeps must not keep the agent signed in. */
const LONGEST_WAIT = 3000;

const unfinished = new Set<() => Promise<unknown>>();

/** Signing out, in this tab or another, starts the act and waits for it, successful or not. Returns what ends that: the act is done, or not wanted any more. */
export function finishBeforeSignOut(act: () => Promise<unknown>): () => void {
  unfinished.add(act);
  let release: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(LOCK, { mode: 'shared' }, () => ended).catch(() => undefined); // a browser that has them and allows none
  return () => {
    unfinished.delete(act);
    release();
  };
}

/** Finishes what this tab has begun. */
export const finishHere = () => Promise.allSettled([...unfinished].map((act) => act()));

/** Resolves once all other tabs have finished. On plain http there are no locks: they have begun to, which has to do. */
export async function finishedElsewhere(): Promise<void> {
  await navigator.locks?.request(LOCK, { signal: AbortSignal.timeout(LONGEST_WAIT) }, () => undefined).catch(() => undefined);
}
