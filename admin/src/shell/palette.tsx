import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createLazyCode, type LoadFailureReason } from '../lazy/lazy-code.ts';
import { classes } from '../ui/classes.ts';
import { dialogClasses, scrimClasses } from '../ui/overlays/dialog.tsx';
import { notify } from '../ui/overlays/toast.tsx';
import { useDialogFocus } from '../ui/overlays/use-dialog-focus.ts';
import { usePaletteState } from '../ui/palette-state.ts';

const body = createLazyCode(() => import('./palette-body.tsx'));

const LOAD_FAILURES: Record<LoadFailureReason, { title: string; action?: { label: string; onClick: () => void } }> = {
  offline: { title: 'No connection. Search opens when you are back online.' },
  outdated: { title: 'A new version is available', action: { label: 'Reload', onClick: () => window.location.reload() } },
  broken: { title: 'Search could not be loaded', action: { label: 'Reload', onClick: () => window.location.reload() } },
};

const setOpen = (open: boolean) => usePaletteState.setState({ open });

/** ⌘/Ctrl+K: go to any screen, view or conversation, and the few commands that belong to no screen. */
export function Palette() {
  const open = usePaletteState((state) => state.open);
  const focus = useDialogFocus(open);
  useEffect(() => {
    if (!open) return;
    void body.fetch().then(() => {
      const state = body.state();
      if (state.phase !== 'failed') return;
      setOpen(false);
      notify(LOAD_FAILURES[state.reason]);
    });
  }, [open]);
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(!usePaletteState.getState().open);
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, []);

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimClasses} />
        <Dialog.Popup {...focus} aria-label="Search and go to" className={classes(dialogClasses, 'overflow-hidden')}>
          <Body />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Text typed before its code is loaded is kept. */
function Body() {
  const state = body.use();
  const [text, setText] = useState('');
  if (state.phase === 'ready') return <state.code.PaletteBody initialText={text} close={close} />;
  return (
    <input
      data-autofocus
      aria-label="Search"
      value={text}
      onChange={(event) => setText(event.target.value)}
      className="h-11 bg-transparent pr-4 pl-[42px] text-read outline-none"
    />
  );
}

/** The focus is returned before a command may move it. */
const close = () => flushSync(() => setOpen(false));
