import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClasses } from '../button.tsx';
import { classes } from '../classes.ts';
import { popupClasses, rowClasses } from '../popup.ts';
import { useFieldControl } from './field.tsx';

export type SelectOption<V extends string> = {
  value: V;
  label: ReactNode;
  /** Second line, in grey. */
  hint?: ReactNode;
  disabled?: boolean;
};

type SelectProps<V extends string> = {
  value: V;
  onChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  /** Accessible name; leave out inside `Field`, which names it. */
  label?: string;
  disabled?: boolean;
  className?: string;
  /** Shown before the chosen value. */
  icon?: ReactNode;
};

/** One of a few named values. */
export function Select<V extends string>({ value, onChange, options, label, disabled, className, icon }: SelectProps<V>) {
  const field = useFieldControl();
  return (
    <Base.Root items={options as SelectOption<V>[]} value={value} onValueChange={(next) => next !== null && onChange(next)} disabled={disabled} id={field?.id}>
      <Base.Trigger
        aria-label={label}
        aria-describedby={field?.['aria-describedby']}
        aria-invalid={field?.['aria-invalid']}
        className={classes(buttonClasses({ variant: 'secondary' }), 'h-[30px] justify-start text-left font-normal pointer-coarse:h-10', className)}
      >
        {icon}
        <Base.Value className="min-w-0 flex-1 truncate" />
        <Base.Icon className="text-ink-3">
          <ChevronsUpDown className="!size-3.5" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50" role="region" aria-label="Options">
          <Base.Popup className={classes(popupClasses, 'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto')}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={classes(rowClasses, 'pr-7')}>
                <span className="min-w-0">
                  <Base.ItemText className="block truncate">{option.label}</Base.ItemText>
                  {option.hint && <span className="block truncate text-small text-ink-3">{option.hint}</span>}
                </span>
                <Base.ItemIndicator className="absolute right-2">
                  <Check className="size-3.5" aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
