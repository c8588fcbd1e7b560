import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { CloseButton, scrimClasses } from './dialog.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';

type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: 'left' | 'right';
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
};

/** A panel from the edge of the screen, modal. */
export function Drawer({ open, onOpenChange, title, side = 'right', children, actions, wide = false }: DrawerProps) {
  const focus = useDialogFocus(open);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrimClasses} />
        <Base.Popup
          {...focus}
          className={classes(
            'fixed inset-y-0 z-40 flex max-w-[calc(100vw-40px)] flex-col bg-surface shadow-high outline-none transition-[opacity,translate] duration-150',
            wide ? 'w-[560px]' : 'w-[320px]',
            side === 'right'
              ? 'right-0 border-l border-line data-ending-style:translate-x-6 data-starting-style:translate-x-6'
              : 'left-0 border-r border-line data-ending-style:-translate-x-6 data-starting-style:-translate-x-6',
            'data-ending-style:opacity-0 data-starting-style:opacity-0',
          )}
        >
          <div className="flex h-[49px] shrink-0 items-center border-b border-line px-4">
            <Base.Title className="min-w-0 flex-1 truncate text-read font-semibold">{title}</Base.Title>
            <CloseButton className="-mr-2" />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {actions && <div className="flex justify-end gap-2 border-t border-line px-4 py-3">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
