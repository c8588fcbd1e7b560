import { wait } from './backoff.ts';
import type { Ports } from './ports.ts';

/** Web Locks, as far as they are used here. */
type LockOptions = { ifAvailable?: boolean };
type Locks = { request(name: string, options: LockOptions, act: (lock: unknown) => unknown): Promise<unknown> };

/** Browsers take a moment to show the other tabs what one tab has stored. */
const STORED_EVERYWHERE_MS = 200;

/**
 * Runs `act` in one tab at a time, where the browser has Web Locks for us; elsewhere at once, as the server stores a message only once. The
 * result is returned at once, but the next tab's turn comes when it can see what this one has stored.
 */
export function createExclusively(locks: () => Locks, timers: Pick<Ports, 'later'>): Ports['exclusively'] {
  return <T>(name: string, act: () => Promise<T>) =>
    new Promise<T>((resolve) => {
      let outcome: Promise<T> | undefined;
      const run = () => resolve((outcome ??= act()));
      void requestLock(locks, name, {}, async () => {
        run();
        await outcome;
        await wait(timers, STORED_EVERYWHERE_MS);
      }).then(run);
    });
}

/** Runs `act` in the first tab that asks; the others do nothing while it runs. */
export async function runInOneTab(locks: () => Locks, name: string, act: () => Promise<void>): Promise<void> {
  const isAnswered = await requestLock(locks, name, { ifAvailable: true }, (lock) => (lock ? act() : undefined));
  if (!isAnswered) await act();
}

/**
 * False when the browser has no locks (plain http), or refuses them: with site data blocked, in a sandboxed or a cross-site frame. Then `act`
 * has not been called, and no other tab holds the lock either.
 */
async function requestLock(locks: () => Locks, name: string, options: LockOptions, act: (lock: unknown) => unknown): Promise<boolean> {
  let isAnswered = false;
  try {
    await locks().request(name, options, (lock) => {
      isAnswered = true;
      return act(lock);
    });
  } catch {}
  return isAnswered;
}
