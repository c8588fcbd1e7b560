import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';

type RadioListProps<V extends string> = {
  label: string;
  /** A sentence under the label that helps to choose. */
  help?: ReactNode;
  value: V;
  onChange: (value: V) => void;
  /** `help` says what choosing it means. */
  options: readonly { value: V; label: ReactNode; help?: ReactNode; disabled?: boolean }[];
  disabled?: boolean;
};

/** One of a few choices that need a sentence each. */
export function RadioList<V extends string>({ label, help, value, onChange, options, disabled }: RadioListProps<V>) {
  const id = useId();
  return (
    <div>
      <div id={id} className="font-medium">
        {label}
      </div>
      {help && <p className="mb-2 text-small text-ink-3">{help}</p>}
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={onChange}
        disabled={disabled}
        className="mt-1.5 overflow-hidden rounded-m border border-line bg-surface"
      >
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer items-start gap-2.5 px-3 py-2.5 transition-colors not-last:border-b not-last:border-line hover:bg-sunken has-data-checked:bg-accent-soft has-data-disabled:cursor-not-allowed has-data-disabled:opacity-55"
          >
            <Radio.Root
              value={option.value}
              disabled={option.disabled}
              className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface transition-colors data-checked:border-[5px] data-checked:border-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.label}</span>
              {option.help && <span className="block text-small text-ink-2">{option.help}</span>}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
