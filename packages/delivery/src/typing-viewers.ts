import type { Ports } from './ports.ts';
import { FORGET_AFTER_MS } from './typing.ts';

/** Who is typing in many places at once: each until they stop, or six seconds after their last signal. `key` says who, and where. */
export function createTypingViewers({ later }: Pick<Ports, 'later'>) {
  const cancels = new Map<string, () => void>();

  return function signal(key: string, isTyping: boolean, show: (isTyping: boolean) => void): void {
    cancels.get(key)?.();
    cancels.delete(key);
    show(isTyping);
    if (isTyping)
      cancels.set(
        key,
        later(() => signal(key, false, show), FORGET_AFTER_MS),
      );
  };
}
