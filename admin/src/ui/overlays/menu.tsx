import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Keys } from '../keys.tsx';
import { popupClasses, rowClasses } from '../popup.ts';

type MenuProps = {
  /** The button that opens the menu. */
  trigger: ReactElement<Record<string, unknown>>;
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
};

/** A list of actions behind a button; arrows, type-ahead and Escape come with it. */
export function Menu({ trigger, children, side = 'bottom', align = 'start', className }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-50" role="region" aria-label="Menu">
          <Base.Popup ref={focusAtOnce} className={classes(popupClasses, 'max-h-(--available-height) min-w-44 overflow-y-auto', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The base library focuses a menu a frame later; a letter typed meanwhile would be lost to its type-ahead. Not before it has recorded where the focus was. */
function focusAtOnce(popup: HTMLElement | null) {
  queueMicrotask(() => {
    if (popup?.isConnected && !popup.contains(document.activeElement)) popup.focus({ preventScroll: true });
  });
}

type ItemProps = { icon?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; children: ReactNode };

/** One action. */
export function MenuItem({ icon, keys, danger, disabled, onSelect, children }: ItemProps & { onSelect: () => void }) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={classes(rowClasses, danger && 'text-bad data-highlighted:bg-bad-soft [&>svg]:text-bad')}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && <Keys>{keys}</Keys>}
    </Base.Item>
  );
}

/** One of several choices; the chosen one carries a tick. */
export function MenuChoice<V extends string>({
  value,
  onChange,
  options,
  label,
}: {
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; icon?: ReactNode }[];
  label: string;
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: V) => onChange(next)}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={classes(rowClasses, 'pr-7')}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Base.RadioItemIndicator className="absolute right-2">
            <Check className="size-3.5" aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <div className="px-2 pt-1.5 pb-1 text-tiny font-medium text-ink-3" aria-hidden>
      {children}
    </div>
  );
}

export const MenuSeparator = () => <Base.Separator className="mx-1 my-1 h-px bg-line" />;
