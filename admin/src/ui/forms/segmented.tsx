import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';

type SegmentedProps<V extends string> = { value: V; onChange: (value: V) => void; options: readonly { value: V; label: ReactNode }[]; label: string };

/** Two to five choices side by side, one of them chosen: filters, ranges. */
export function Segmented<V extends string>({ value, onChange, options, label }: SegmentedProps<V>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(chosen) => chosen[0] !== undefined && onChange(chosen[0])}
      className="inline-flex max-w-full overflow-x-auto rounded-s border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="h-6 shrink-0 rounded-xs px-2.5 font-medium text-ink-2 transition-colors hover:text-ink data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-low pointer-coarse:h-10"
        >
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
