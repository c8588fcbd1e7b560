import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef } from 'react';
import { classes } from '../ui/classes.ts';
import { dialogClasses, scrimClasses } from '../ui/dialog.tsx';
import { tell } from '../ui/toast.tsx';
import { type CodeFailure, createCode } from './code.ts';
import { openPalette, usePaletteState } from './palette-state.ts';

const body = createCode(() => import('./palette-body.tsx'));

const NOT_FETCHED: Record<CodeFailure, { title: string; action?: { label: string; onClick: () => void } }> = {
  offline: { title: 'No connection. Search opens when you are back online.' },
  outdated: { title: 'A new version is available', action: { label: 'Reload', onClick: () => window.location.reload() } },
  broken: { title: 'Search could not be loaded', action: { label: 'Reload', onClick: () => window.location.reload() } },
};

const setOpen = (open: boolean) => usePaletteState.setState({ open });

/** ⌘/Ctrl+K: go to any place, view or conversation, and the few commands that belong to no screen. */
export function Palette() {
  const open = usePaletteState((state) => state.open);
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    void body.fetch().then(() => {
      const state = body.state();
      if (state.phase !== 'failed') return;
      setOpen(false);
      tell(NOT_FETCHED[state.reason]);
    });
  }, [open]);
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (usePaletteState.getState().open) setOpen(false);
      else openPalette();
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, []);

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimClasses} />
        <Dialog.Popup
          ref={popup}
          aria-label="Search and go to"
          className={classes(dialogClasses, 'overflow-hidden')}
          finalFocus={() => focusAfter(popup.current)}
        >
          <Body onDone={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Back to where the focus was, unless a command has moved it on. */
function focusAfter(popup: Element | null) {
  const { from } = usePaletteState.getState();
  const { activeElement } = document;
  const isLeft = activeElement === null || activeElement === document.body || popup?.contains(activeElement);
  return isLeft && from instanceof HTMLElement ? from : false;
}

function Body({ onDone }: { onDone: () => void }) {
  const state = body.use();
  return state.phase === 'ready' ? <state.code.PaletteBody onDone={onDone} /> : <div className="h-11" />;
}
