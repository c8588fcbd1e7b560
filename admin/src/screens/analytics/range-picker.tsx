import { type ReactNode, useEffect, useState } from 'react';
import { Field, Input } from '../../ui/forms/field.tsx';
import { Segmented } from '../../ui/forms/segmented.tsx';
import { PRESETS, type Range, type RangeChoice, rangeError } from './range.ts';

const CHOICES: { value: RangeChoice; label: ReactNode }[] = [
  ...PRESETS.map((days) => ({ value: days, label: <Days count={days} /> })),
  { value: 'custom', label: 'Custom' },
];

/** `30 days`, and `30 d` where there is little room. */
function Days({ count }: { count: string }) {
  return (
    <>
      {count} d<span className="max-sm:sr-only">ays</span>
    </>
  );
}

/** The last 7 to 90 days, or a custom first and last day. */
export function RangePicker({ range, today, onChange }: { range: Range; today: string; onChange: (range: Range) => void }) {
  const [open, setOpen] = useState(range.choice === 'custom');
  const choose = (choice: RangeChoice) => {
    setOpen(choice === 'custom');
    onChange({ ...range, choice });
  };
  return (
    <div className="flex flex-col gap-3">
      <Segmented label="Days" value={open ? 'custom' : range.choice} onChange={choose} options={CHOICES} />
      {open && <CustomDays range={range} today={today} onChange={onChange} />}
    </div>
  );
}

function CustomDays({ range, today, onChange }: { range: Range; today: string; onChange: (range: Range) => void }) {
  const [days, setDays] = useState({ from: range.from, to: range.to });
  // Back changes the address without this form.
  useEffect(() => setDays({ from: range.from, to: range.to }), [range.from, range.to]);
  const problem = rangeError(days.from, days.to, today);
  const set = (next: { from: string; to: string }) => {
    setDays(next);
    if (rangeError(next.from, next.to, today) === null) onChange({ choice: 'custom', ...next });
  };
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Field label="First day" error={problem ?? undefined}>
        <Input type="date" className="w-40" max={today} value={days.from} onChange={(event) => set({ ...days, from: event.target.value })} />
      </Field>
      <Field label="Last day">
        <Input type="date" className="w-40" max={today} value={days.to} onChange={(event) => set({ ...days, to: event.target.value })} />
      </Field>
    </div>
  );
}
