import { createRecent } from '../recent.ts';

const REPEAT_AFTER_MS = 2000;
/** Longer than clients show that someone types without another sign of it. */
const FORGET_AFTER_MS = 10_000;

/** Whether a typing signal is passed on. `typist` names the conversation and the side that types in it. */
export type LimitTyping = (typist: string, isTyping: boolean) => boolean;

/** "Is typing" passes at most once in two seconds for each typist, "has stopped" once after it. */
export function createLimitTyping(clock: () => Date): LimitTyping {
  const typists = createRecent<{ startedAt: number; isTyping: boolean }>(clock, FORGET_AFTER_MS);
  return (typist, isTyping) => {
    const now = clock().getTime();
    const known = typists.get(typist);
    const passes = isTyping ? !known || Math.abs(now - known.startedAt) >= REPEAT_AFTER_MS : known?.isTyping === true;
    if (passes) typists.set(typist, { startedAt: isTyping || !known ? now : known.startedAt, isTyping });
    return passes;
  };
}
