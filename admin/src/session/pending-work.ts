/** A shared lock, held by each tab that has pending work. */
const LOCK = 'sc-admin-unfinished';
/** How long to wait for other tabs, in milliseconds: a sleeping tab must not keep the agent signed in. */
const MAX_WAIT_MS = 3000;

const pending = new Set<() => Promise<unknown>>();

/** Signing out, in this tab or another, runs the work and waits for it, whether it succeeds or not. Call the returned function once it is done or no longer needed. */
export function registerPendingWork(work: () => Promise<unknown>): () => void {
  pending.add(work);
  let release: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(LOCK, { mode: 'shared' }, () => ended).catch(() => undefined); // the browser may have locks but not allow them
  return () => {
    pending.delete(work);
    release();
  };
}

/** Runs the pending work of this tab. */
export const flushPendingWork = () => Promise.allSettled([...pending].map((work) => work()));

/** Resolves once no other tab has pending work. On plain http there are no locks, so it resolves immediately. */
export async function waitForOtherTabs(): Promise<void> {
  await navigator.locks?.request(LOCK, { signal: AbortSignal.timeout(MAX_WAIT_MS) }, () => undefined).catch(() => undefined);
}
