/** Runs `act` in one tab at a time, where the browser has Web Locks for us; elsewhere at once. The server takes the same twice as once. */
export async function exclusively<T>(name: string, act: () => Promise<T>): Promise<T> {
  let outcome: Promise<T> | undefined;
  await requestLock(name, {}, () => (outcome ??= act()));
  return outcome ?? act();
}

/** `act` in the first tab that asks; the others do nothing while it runs. */
export async function runInOneTab(name: string, act: () => Promise<void>): Promise<void> {
  const isAnswered = await requestLock(name, { ifAvailable: true }, (lock) => (lock ? act() : undefined));
  if (!isAnswered) await act();
}

/**
 * False when the browser has no locks (plain http), or refuses them: with site data blocked, in a sandboxed or a cross-site frame. Then nothing has been
 * called, and no one else holds the lock either.
 */
async function requestLock(name: string, options: LockOptions, act: (lock: Lock | null) => unknown): Promise<boolean> {
  let isAnswered = false;
  try {
    await navigator.locks.request(name, options, (lock) => {
      isAnswered = true;
      return act(lock);
    });
  } catch {}
  return isAnswered;
}
