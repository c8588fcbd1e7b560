import { useEffect } from 'react';
import { useSingleKeys } from '../../../preferences/single-keys.ts';
import { handlesTyping, pressedKey } from '../../../ui/keyboard.ts';
import { undoLast } from './undo.ts';

export type ChatKeys = { [key in 'j' | 'k' | 'r' | 'e' | 'E' | 'i' | 'a' | 'u' | '/' | 'Escape']: () => void };

/** Keys of Live Chat. Ignored in text boxes, menus and dialogs, and with Ctrl, Alt or ⌘, except Ctrl/⌘+Z. Escape works even when single keys are off. */
export function useChatKeys(keys: ChatKeys) {
  const on = useSingleKeys((state) => state.on);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || handlesTyping(event.target)) return;
      const key = pressedKey(event);
      const modified = event.ctrlKey || event.metaKey;
      // A key that is held down acts once; only moving through the list repeats.
      if (event.repeat && key !== 'j' && key !== 'k') return;
      if (key === 'z' && (modified || on)) {
        if (undoLast()) event.preventDefault();
        return;
      }
      const act = modified || (!on && key !== 'Escape') ? undefined : keys[key as keyof ChatKeys];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys, on]);
}
