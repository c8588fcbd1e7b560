import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { classes } from '../classes.ts';
import { useDialogFocus } from './use-dialog-focus.ts';

export const scrimClasses = 'fixed inset-0 z-40 bg-scrim transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0';
export const dialogClasses =
  'float-motion fixed top-[max(16px,12vh)] left-1/2 z-40 flex max-h-[min(80vh,calc(100dvh-32px))] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 flex-col rounded-l border border-line bg-surface text-ink shadow-high outline-none';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons at the end, the primary one last. */
  actions?: ReactNode;
  /** False keeps it open on Escape and clicks outside, for what must be answered. */
  dismissible?: boolean;
  className?: string;
};

/** A modal dialog. Focus moves in, stays in, and returns to where it was. */
export function Dialog({ open, onOpenChange, title, description, children, actions, dismissible = true, className }: DialogProps) {
  const focus = useDialogFocus(open);
  return (
    <Base.Root open={open} onOpenChange={(next) => (next || dismissible) && onOpenChange(next)} disablePointerDismissal={!dismissible}>
      <Base.Portal>
        <Base.Backdrop className={scrimClasses} />
        <Base.Popup {...focus} className={classes(dialogClasses, className)}>
          <div className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-read font-semibold">{title}</Base.Title>
              {description && <Base.Description className="mt-1 text-ink-2">{description}</Base.Description>}
            </div>
            {dismissible && <CloseButton className="-mt-1 -mr-2" />}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          {actions && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Without a tooltip: the first Escape would close that instead of the dialog. */
export function CloseButton({ className }: { className?: string }) {
  return (
    <Base.Close
      render={
        <Button variant="quiet" size="icon" aria-label="Close" title="Close" className={className}>
          <X aria-hidden />
        </Button>
      }
    />
  );
}
