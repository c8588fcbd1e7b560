import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from '../overlays/confirm-dialog.tsx';

/** Asks before unsaved input is left behind. A form that is being saved may navigate elsewhere; closing the page would still lose it. */
export function LeaveGuard({ active, saving = false }: { active: boolean; saving?: boolean }) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => active && !saving && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active]);
  return (
    <ConfirmDialog
      open={blocker.state === 'blocked'}
      onOpenChange={(open) => !open && blocker.reset?.()}
      title="Leave without saving?"
      action="Leave"
      onConfirm={() => blocker.proceed?.()}
    >
      Your changes on this page are not saved. They will be lost if you leave.
    </ConfirmDialog>
  );
}
