import { Popover as Base } from '@base-ui/react/popover';
import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { popupClasses } from '../popup.ts';

/** Explains a word, behind a small mark beside it: on hover, on click and on touch. `about` is the word. */
export function Hint({ about, children }: { about: string; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger
        openOnHover
        delay={250}
        aria-label={`What “${about}” means`}
        className="relative inline-grid size-4 shrink-0 place-items-center rounded-full align-[-3px] text-ink-3 after:absolute after:-inset-1 hover:text-ink pointer-coarse:after:-inset-3"
      >
        <CircleHelp className="size-3.5" aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner side="top" sideOffset={6} className="z-50">
          <Base.Popup aria-label={about} className={classes(popupClasses, 'max-w-72 px-3 py-2 text-small text-ink-2')} initialFocus={false}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
