import { useEffect, useRef } from 'react';

/** Who is online comes by no event: ask again at this pace while somebody looks, in milliseconds. */
const PACE = 30_000;

export function useOnlineAgents(refetch: (options?: { cancelRefetch: boolean }) => Promise<unknown>) {
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });
  useEffect(() => {
    void latest.current({ cancelRefetch: false });
    const timer = setInterval(() => document.visibilityState === 'visible' && void latest.current(), PACE);
    return () => clearInterval(timer);
  }, []);
}
