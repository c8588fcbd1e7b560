import { useEffect } from 'react';

export type ChatKeys = { [key in 'j' | 'k' | 'r' | 'e' | 'E' | 'i' | '/' | 'Escape']: () => void };

/** Single keys of Live Chat. Silent in text boxes, menus and dialogs, and together with Ctrl, Alt or ⌘. */
export function useChatKeys(keys: ChatKeys) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || takesKeys(event.target)) return;
      const act = keys[event.key as keyof ChatKeys];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys]);
}

/** Typing goes on there, or the element has keys of its own. */
export function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null
  );
}
