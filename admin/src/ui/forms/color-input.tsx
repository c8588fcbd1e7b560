import { useState } from 'react';
import { classes } from '../classes.ts';
import { controlClasses, useFieldControl } from './field.tsx';

type ColorInputProps = { value: string; onChange: (value: string) => void; onBlur?: () => void; disabled?: boolean };

/** A color as `#rrggbb`, typed or picked; `#rgb` becomes that when the box is left. */
export function ColorInput({ value, onChange, onBlur, disabled }: ColorInputProps) {
  const [valid, setValid] = useState(longColor(value) ?? '#000000');
  const long = longColor(value);
  if (long && long !== valid) setValid(long);
  const leave = () => {
    if (long && long !== value) onChange(long);
    onBlur?.();
  };
  return (
    <div className="flex gap-2">
      <input
        type="color"
        aria-label="Pick a color"
        value={valid.toLowerCase()}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        disabled={disabled}
        className="h-[30px] w-11 shrink-0 cursor-pointer rounded-s border border-line-strong bg-surface p-[3px] shadow-low pointer-coarse:h-10"
      />
      <input
        {...useFieldControl()}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
        onBlur={leave}
        disabled={disabled}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={7}
        className={classes(controlClasses, 'h-[30px] max-w-32 font-mono pointer-coarse:h-10')}
      />
    </div>
  );
}

/** The six-digit form of a color, three-digit ones included; null when it is not a color. */
export function longColor(text: string): string | null {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text;
  return /^#[0-9a-f]{3}$/i.test(text) ? text.replace(/[0-9a-f]/gi, '$&$&') : null;
}
