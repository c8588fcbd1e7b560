import { createExpiringMap } from '../expiring-map.ts';

const REPEAT_AFTER_MS = 2000;
/** Longer than clients show a typing indicator without another signal. */
const TTL_MS = 10_000;

/** Whether to forward a typing signal. `typist` identifies the conversation and the side that is typing. */
export type LimitTyping = (typist: string, isTyping: boolean) => boolean;

/** Forwards "is typing" at most once every two seconds per typist, and "has stopped" once after it. */
export function createLimitTyping(clock: () => Date): LimitTyping {
  const typists = createExpiringMap<{ startedAt: number; isTyping: boolean }>(clock, TTL_MS);
  return (typist, isTyping) => {
    const now = clock().getTime();
    const known = typists.get(typist);
    const passes = isTyping ? !known || Math.abs(now - known.startedAt) >= REPEAT_AFTER_MS : known?.isTyping === true;
    if (passes) typists.set(typist, { startedAt: isTyping || !known ? now : known.startedAt, isTyping });
    return passes;
  };
}
