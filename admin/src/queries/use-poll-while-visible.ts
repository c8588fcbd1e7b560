import { useEffect, useRef } from 'react';

/** In milliseconds. */
const POLL_INTERVAL_MS = 30_000;

/** Repeats a query that no event keeps up to date, such as who is online, while the page is visible. */
export function usePollWhileVisible(refetch: (options?: { cancelRefetch: boolean }) => Promise<unknown>) {
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });
  useEffect(() => {
    void latest.current({ cancelRefetch: false });
    const timer = setInterval(() => document.visibilityState === 'visible' && void latest.current(), POLL_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
}
