/** The key as a shortcut names it: `e`, `E` with Shift whatever Caps Lock says, by its position on a keyboard without Latin letters. */
export function pressedKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const isOtherLetter = key.length === 1 && key > '\u007f' && /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  const name = isOtherLetter ? (/^Key([A-Z])$/.exec(code)?.[1] ?? key) : key;
  if (!/^[a-z]$/i.test(name)) return name;
  return shiftKey ? name.toUpperCase() : name.toLowerCase();
}

const POPUPS = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]:not([data-closed], [data-closed] *)`).join();

/** The element takes text, has keys of its own, or a popup is open: keys are for that, even before it has the focus. */
export function handlesTyping(target: EventTarget | null): boolean {
  return (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null) || document.querySelector(POPUPS) !== null;
}
