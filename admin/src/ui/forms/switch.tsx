import { Switch as Base } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';

type SwitchProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  /** What being on means, in grey under the label. */
  help?: ReactNode;
  disabled?: boolean;
  /** Show the switch alone; the label stays for assistive technology. */
  labelHidden?: boolean;
};

/** A setting that takes effect when it is flipped (or with the form's Save). */
export function Switch({ checked, onChange, label, help, disabled, labelHidden = false }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Base.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative mt-0.5 flex h-4 w-7 shrink-0 cursor-pointer rounded-full bg-control p-0.5 transition-colors data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-55 pointer-coarse:after:absolute pointer-coarse:after:-inset-x-2 pointer-coarse:after:-inset-y-3 pointer-coarse:after:content-['']"
      >
        <Base.Thumb className="size-3 rounded-full bg-white shadow-low transition-[translate] data-checked:translate-x-3" />
      </Base.Root>
      <span className={labelHidden ? 'sr-only' : 'min-w-0'}>
        <label id={`${id}-label`} htmlFor={id} className="block cursor-pointer font-medium">
          {label}
        </label>
        {help && (
          <span id={`${id}-help`} className="block text-small text-ink-3">
            {help}
          </span>
        )}
      </span>
    </div>
  );
}
