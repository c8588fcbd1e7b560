import { Button } from '../button.tsx';
import { Keys } from '../keys.tsx';
import { MOD } from '../modifier.ts';
import { LeaveGuard } from './leave-guard.tsx';

type SaveBarProps = {
  dirty: boolean;
  saving: boolean;
  onDiscard: () => void;
  /** Also on ⌘/Ctrl+Enter. The form's own submit when left out. */
  onSave?: () => void;
};

/** Appears at the bottom of a form with changes; asks before they are lost. Goes inside the `<form>`. */
export function SaveBar({ dirty, saving, onDiscard, onSave }: SaveBarProps) {
  return (
    <>
      {(dirty || saving) && (
        <div className="float-motion sticky bottom-4 z-10 short:static mt-6 flex items-center gap-2 rounded-l border border-line-strong bg-surface py-2 pr-2 pl-4 shadow-high">
          <span className="min-w-0 flex-1 truncate text-ink-2">Unsaved changes</span>
          <Button variant="quiet" onClick={onDiscard} disabled={saving}>
            Discard
          </Button>
          <Button type={onSave ? 'button' : 'submit'} variant="primary" busy={saving} onClick={onSave}>
            Save <Keys className="border-transparent bg-on-accent/20 text-on-accent max-sm:hidden">{`${MOD}⏎`}</Keys>
          </Button>
        </div>
      )}
      <LeaveGuard active={dirty} saving={saving} />
    </>
  );
}

/** For the form's `onKeyDown`: ⌘/Ctrl+Enter submits from any field. */
export function submitOnModEnter(event: React.KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit();
}
