/** A shared lock, held by each tab that has an act to finish. */
const LOCK = 'sc-admin-unfinished';
/** How long to wait for other tabs, in milliseconds: a sleeping tab must not keep the agent signed in. */
const MAX_WAIT_MS = 3000;

const unfinished = new Set<() => Promise<unknown>>();

/** Signing out, in this tab or another, starts the act and waits for it, whether it succeeds or not. Call the returned function once it is done or no longer wanted. */
export function registerPendingWork(act: () => Promise<unknown>): () => void {
  unfinished.add(act);
  let release: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(LOCK, { mode: 'shared' }, () => ended).catch(() => undefined); // the browser may have locks but not allow them
  return () => {
    unfinished.delete(act);
    release();
  };
}

/** Finishes the acts of this tab. */
export const flushPendingWork = () => Promise.allSettled([...unfinished].map((act) => act()));

/** Resolves once all other tabs have finished. On plain http there are no locks; then it is enough that the others have started. */
export async function waitForOtherTabs(): Promise<void> {
  await navigator.locks?.request(LOCK, { signal: AbortSignal.timeout(MAX_WAIT_MS) }, () => undefined).catch(() => undefined);
}
