import { useSyncExternalStore } from 'react';
import { currentTime } from './clock.ts';
import { formatAgo, formatExactTime } from './format-time.ts';

const TICK_MS = 10_000;
const listeners = new Set<() => void>();
let now = currentTime();
let timer: number | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    now = currentTime();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The current time in milliseconds, ticking every 10 s: one timer for the whole panel. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    if (timer === undefined) now = currentTime();
    return now;
  });
}

/** How long ago, ticking; the exact time on hover. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const current = useNow();
  return (
    <time dateTime={at} title={formatExactTime(at)} className={className}>
      {formatAgo(at, current)}
    </time>
  );
}
