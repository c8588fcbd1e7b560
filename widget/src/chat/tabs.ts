/** One tab at a time, where the browser can (Web Locks); elsewhere at once. Either way the server makes the same of it twice as once. */
export async function exclusively<T>(name: string, act: () => Promise<T>): Promise<T> {
  const locks = usableLocks();
  return locks ? locks.request(name, act) : act();
}

/** `act` in the first tab that asks; the others do nothing while it runs. */
export function onceAmongTabs(name: string, act: () => Promise<void>): void {
  const locks = usableLocks();
  if (locks) void locks.request(name, { ifAvailable: true }, (lock) => (lock ? act() : undefined));
  else void act();
}

/** Plain http has none; a sandboxed frame has some that refuse. */
function usableLocks(): LockManager | undefined {
  return window.origin === 'null' ? undefined : navigator.locks;
}
