import { useEffect, useRef } from 'react';

/** No event reports who is online: polled at this interval while the page is visible, in milliseconds. */
const POLL_INTERVAL_MS = 30_000;

export function useOnlineAgents(refetch: (options?: { cancelRefetch: boolean }) => Promise<unknown>) {
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
