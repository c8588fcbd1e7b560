import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { type ReactNode, useState } from 'react';
import { Button } from '../button.tsx';
import { classes } from '../classes.ts';
import { Field, Input } from '../forms/field.tsx';
import { dialogClasses, scrimClasses } from './dialog.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, to whom, and whether it can be undone. */
  children: ReactNode;
  /** Says what the button does, such as "Close conversation". */
  action: string;
  onConfirm: () => void;
  busy?: boolean;
  /** The word to type before the button works, for what deletes data. */
  typed?: string;
  danger?: boolean;
};

/** Asks before what cannot be undone. */
export function ConfirmDialog({ open, onOpenChange, title, children, action, onConfirm, busy, typed, danger = true }: ConfirmDialogProps) {
  const focus = useDialogFocus(open);
  const [entry, setEntry] = useState('');
  const ready = typed === undefined || entry.trim() === typed;
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) setEntry('');
        onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={scrimClasses} />
        <Base.Popup {...focus} className={classes(dialogClasses, 'w-[min(440px,calc(100vw-32px))]')}>
          <form
            className="flex flex-col"
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              if (ready && !busy) onConfirm();
            }}
          >
            <div className="flex flex-col gap-3 px-5 pt-4 pb-5">
              <Base.Title className="text-read font-semibold">{title}</Base.Title>
              <Base.Description render={<div />} className="text-ink-2">
                {children}
              </Base.Description>
              {typed !== undefined && (
                <Field label={`Type “${typed}” to confirm`}>
                  <Input value={entry} onChange={(event) => setEntry(event.target.value)} autoComplete="off" spellCheck={false} />
                </Field>
              )}
            </div>
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              <Base.Close render={<Button>Cancel</Button>} />
              <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={!ready} busy={busy}>
                {action}
              </Button>
            </div>
          </form>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
