import { classes } from './classes.ts';
import { controlClasses, useFieldControl } from './field.tsx';

type ColorInputProps = { value: string; onChange: (value: string) => void; onBlur?: () => void; disabled?: boolean };

const HEX = /^#[0-9a-f]{6}$/i;

/** A colour as `#rrggbb`, typed or picked. */
export function ColorInput({ value, onChange, onBlur, disabled }: ColorInputProps) {
  return (
    <div className="flex gap-2">
      <input
        type="color"
        aria-label="Pick a colour"
        value={HEX.test(value) ? value : '#000000'}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        disabled={disabled}
        className="h-[30px] w-11 shrink-0 cursor-pointer rounded-s border border-line-strong bg-surface p-[3px] shadow-low pointer-coarse:h-10"
      />
      <input
        {...useFieldControl()}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
        onBlur={onBlur}
        disabled={disabled}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={7}
        className={classes(controlClasses, 'h-[30px] max-w-32 font-mono pointer-coarse:h-10')}
      />
    </div>
  );
}
