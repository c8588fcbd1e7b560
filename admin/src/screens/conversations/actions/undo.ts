import { closeToast, notify } from '../../../ui/overlays/toast.tsx';

/** How long an action can be undone. */
export const UNDO_MS = 8000;

let last: { run: () => void; timer: number } | null = null;

/** Says what was done and offers Undo: through the button, or z. Only the newest action can be undone by key. Returns a function that withdraws the offer. */
export function offerUndo(done: { title: string; description?: string }, undo: () => void): () => void {
  const withdraw = () => {
    if (last?.run === run) forget();
    closeToast(toast);
  };
  const run = () => {
    withdraw();
    undo();
  };
  const toast = notify({ ...done, action: { label: 'Undo', onClick: run } });
  forget();
  last = { run, timer: window.setTimeout(forget, UNDO_MS) };
  return withdraw;
}

/** Undoes the newest action. False when there is none left. */
export function undoLast(): boolean {
  if (!last) return false;
  last.run();
  return true;
}

function forget() {
  window.clearTimeout(last?.timer);
  last = null;
}
