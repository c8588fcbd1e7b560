import { useState } from 'react';
import { Field, Input } from '../../ui/forms/field.tsx';
import { RadioList } from '../../ui/forms/radio-list.tsx';
import { THRESHOLDS, type ThresholdName, thresholdName } from './thresholds.ts';

type ThresholdFieldProps = { value: number; onChange: (value: number) => void; onBlur: () => void; invalid: boolean; disabled: boolean };

/** How sure the bot must be: three presets, or a custom number. */
export function ThresholdField({ value, onChange, onBlur, invalid, disabled }: ThresholdFieldProps) {
  const [custom, setCustom] = useState(false);
  const chosen: ThresholdName = custom ? 'custom' : thresholdName(value);
  return (
    <>
      <RadioList
        label="How sure must the bot be?"
        help="Below this certainty the bot stays silent and people answer."
        value={chosen}
        disabled={disabled}
        onChange={(name) => {
          setCustom(name === 'custom');
          const named = THRESHOLDS.find((one) => one.name === name);
          if (named) onChange(named.value);
        }}
        options={[...THRESHOLDS.map(({ name, label, help }) => ({ value: name as ThresholdName, label, help })), { value: 'custom', label: 'Custom' }]}
      />
      {chosen === 'custom' && (
        <Field label="Minimum certainty (%)" error={invalid ? 'Enter 50 to 99.' : undefined}>
          <Input
            type="number"
            className="max-w-24"
            min={50}
            max={99}
            disabled={disabled}
            value={Number.isNaN(value) ? '' : Math.round(value * 1000) / 10}
            onChange={(event) => onChange(event.target.value === '' ? Number.NaN : Number(event.target.value) / 100)}
            onBlur={onBlur}
          />
        </Field>
      )}
    </>
  );
}
