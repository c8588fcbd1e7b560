import { Dialog } from '@base-ui/react/dialog';
import { lazy, Suspense, useEffect } from 'react';
import { classes } from '../ui/classes.ts';
import { dialogClasses, scrimClasses } from '../ui/dialog.tsx';
import { usePaletteState } from './palette-state.ts';

const loadBody = () => import('./palette-body.tsx');
const PaletteBody = lazy(async () => ({ default: (await loadBody()).PaletteBody }));

/** ⌘/Ctrl+K: go to any place, view or conversation, and the few commands that belong to no screen. */
export function Palette() {
  const open = usePaletteState((state) => state.open);
  const setOpen = (next: boolean) => usePaletteState.setState({ open: next });
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      usePaletteState.setState((state) => ({ open: !state.open }));
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, []);

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimClasses} />
        <Dialog.Popup aria-label="Search and go to" className={classes(dialogClasses, 'overflow-hidden')}>
          <Suspense fallback={<div className="h-11" />}>
            <PaletteBody onDone={() => setOpen(false)} />
          </Suspense>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
