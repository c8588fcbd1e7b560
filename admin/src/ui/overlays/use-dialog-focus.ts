import { useLayoutEffect, useRef } from 'react';

const FIELDS = 'input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea';

/**
 * Moves the focus into a dialog and back with the key press that opens or closes it. The base library does so a frame later, and only after
 * the closing animation: keys pressed meanwhile would be lost. Put what it returns on the popup; `data-autofocus` marks the field to start in
 * if that is not the first.
 */
export function useDialogFocus(open: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  const from = useRef<Element | null>(null);
  if (open && !wasOpen.current) from.current = document.activeElement;
  wasOpen.current = open;

  const holdsFocus = () => document.activeElement === document.body || ref.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    const holder = document.activeElement;
    if (open || !(holder instanceof HTMLElement) || !ref.current?.contains(holder)) return;
    holder.blur(); // If there is nothing to return to, keys at least go to the page again.
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
  }, [open]);

  return {
    ref,
    // The base library calls this in a microtask after it has drawn the popup, so before any other key press.
    initialFocus: (openedBy: string) => {
      const popup = ref.current;
      if (!popup || popup.contains(document.activeElement)) return false;
      // A touch keyboard would cover the text of the dialog.
      const field = popup.querySelector<HTMLElement>('[data-autofocus]') ?? (openedBy === 'touch' ? popup : popup.querySelector<HTMLElement>(FIELDS));
      field?.focus({ preventScroll: true });
      return !field;
    },
    // Its origin may be gone; the base library then knows the element before it.
    finalFocus: holdsFocus,
  };
}
