import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

type TabsProps<V extends string> = {
  value: V;
  onChange: (value: V) => void;
  /** `panel` is drawn only while its tab is chosen. */
  tabs: readonly { value: V; label: ReactNode; panel: ReactNode }[];
  label: string;
};

/** Tabs of a screen; one panel is shown at a time. */
export function Tabs<V extends string>({ value, onChange, tabs, label }: TabsProps<V>) {
  return (
    <Base.Root value={value} onValueChange={(next: V) => onChange(next)}>
      <Base.List aria-label={label} className="mb-5 flex gap-4 overflow-x-auto overflow-y-hidden inset-shadow-[0_-1px_var(--color-line)]">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="h-9 shrink-0 pointer-coarse:h-10 border-b-2 border-transparent font-medium text-ink-3 transition-colors hover:text-ink focus-visible:outline-offset-[-2px] data-active:border-accent data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="outline-offset-4">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
