import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

type CheckboxProps = { checked: boolean; onChange: (checked: boolean) => void; label: ReactNode; help?: ReactNode; disabled?: boolean };

/** One of several things that may be chosen together. */
export function Checkbox({ checked, onChange, label, help, disabled }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2.5 pointer-coarse:py-1.5">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-xs border border-control bg-surface transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55"
      >
        <Base.Indicator className="text-on-accent">
          <Check className="size-3" strokeWidth={3} aria-hidden />
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0">
        {label}
        {help && <span className="block text-small text-ink-3">{help}</span>}
      </span>
    </label>
  );
}
