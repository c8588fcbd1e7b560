/** The row that has the focus; keys act on it. */
export const focusedRow = (): string | undefined => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined);

/** Opens the menu of agents of the open conversation. */
export const openAssignMenu = () => document.getElementById('assign')?.click();

/** Focuses a row, otherwise the messages, otherwise the list; the focus is never lost. */
export function focusRow(conversationId: string | undefined) {
  const row = conversationId && document.querySelector<HTMLElement>(`[data-row="${conversationId}"]`);
  const target = row || document.getElementById('messages') || document.getElementById('conversations');
  target?.focus({ preventScroll: true });
}

/** Focuses the message box. A touch keyboard would cover half of the conversation, so there the messages get the focus, unless keys are already in use. */
export function focusComposer({ byKey = false } = {}) {
  // Not `(pointer: fine)`: a browser on a virtual machine may report no pointer at all.
  const hasTouchKeyboard = !byKey && window.matchMedia('(pointer: coarse)').matches;
  const composer = hasTouchKeyboard ? null : document.getElementById('composer');
  const target = composer ?? document.getElementById('messages') ?? document.getElementById('conversations');
  target?.focus({ preventScroll: true });
}
