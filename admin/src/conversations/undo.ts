import { closeToast, tell } from '../ui/toast.tsx';

/** For how long an act can be taken back. */
export const UNDO_MS = 8000;

let last: { run: () => void; timer: number } | null = null;

/** Says what was done and offers to take it back: by the button, or by z. Only the newest act can be taken back by key. Returns the way to withdraw the offer. */
export function offerUndo(done: { title: string; description?: string }, undo: () => void): () => void {
  const withdraw = () => {
    if (last?.run === run) forget();
    closeToast(toast);
  };
  const run = () => {
    withdraw();
    undo();
  };
  const toast = tell({ ...done, action: { label: 'Undo', onClick: run } });
  forget();
  last = { run, timer: window.setTimeout(forget, UNDO_MS) };
  return withdraw;
}

/** Takes the newest act back. False when there is none any more. */
export function undoLast(): boolean {
  if (!last) return false;
  last.run();
  return true;
}

function forget() {
  window.clearTimeout(last?.timer);
  last = null;
}
