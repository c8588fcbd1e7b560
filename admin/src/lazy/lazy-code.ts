import { useEffect } from 'react';
import { create } from 'zustand';

/** offline = the server cannot be reached; outdated = it serves a newer build; broken = it serves this build, but not this file. */
export type LoadFailureReason = 'offline' | 'outdated' | 'broken';
type LazyCodeState<T> = { phase: 'loading' } | { phase: 'ready'; code: T } | { phase: 'failed'; reason: LoadFailureReason };
export type Code<T> = ReturnType<typeof createLazyCode<T>>;

const known = new Set<{ fetch: () => Promise<void> }>();

/** Code that is fetched separately from the shell. A failed fetch is a state, never an error that unmounts the panel. */
export function createLazyCode<T>(load: () => Promise<T>, findReason: () => Promise<LoadFailureReason> = diagnoseLoadFailure) {
  const useState = create<LazyCodeState<T>>(() => ({ phase: 'loading' }));
  let fetching: Promise<void> | null = null;

  async function fetchNow() {
    try {
      useState.setState({ phase: 'ready', code: await load() }, true);
    } catch {
      useState.setState({ phase: 'failed', reason: await findReason() }, true);
    }
  }

  const code = {
    state: useState.getState,
    /** Fetches it unless it is loaded or in flight; after a failure it retries. */
    fetch(): Promise<void> {
      if (useState.getState().phase === 'ready') return Promise.resolve();
      fetching ??= fetchNow().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    /** The state, fetching it if nothing has yet. */
    use(): LazyCodeState<T> {
      const state = useState();
      useEffect(() => {
        if (code.state().phase === 'loading') void code.fetch();
      }, []);
      return state;
    },
  };
  known.add(code);
  return code;
}

/** Fetches all code of the panel one file after another while the browser is idle. Returns a function that stops it. */
export function prefetchWhenIdle(): () => void {
  let stopped = false;
  const idle = () =>
    new Promise<void>((resolve) => ('requestIdleCallback' in window ? requestIdleCallback(() => resolve(), { timeout: 5000 }) : setTimeout(resolve, 1000)));
  const fetchAll = async () => {
    for (const code of known) {
      await idle();
      if (stopped) return;
      await code.fetch();
    }
  };
  void fetchAll();
  return () => {
    stopped = true;
  };
}

/** Asks the server which build it serves now. */
async function diagnoseLoadFailure(): Promise<LoadFailureReason> {
  try {
    const page = await fetch('/admin/', { cache: 'no-store' });
    if (!page.ok) return 'offline';
    const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src');
    return entry && (await page.text()).includes(entry) ? 'broken' : 'outdated';
  } catch {
    return 'offline';
  }
}
