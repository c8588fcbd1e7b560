import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from './classes.ts';
import { Skeleton } from './skeleton.tsx';

export type Figure = {
  name: string;
  /** Undefined while it loads. */
  value: ReactNode | undefined;
  /** A short line under the value, for comparison. */
  note?: ReactNode;
  tone?: 'warn' | 'ok' | 'bad' | undefined;
  /** The address of the details. */
  to?: string;
  /** Explains the number: a `Hint`. */
  hint?: ReactNode;
};

const TONES = { warn: 'text-warn', ok: 'text-ok', bad: 'text-bad' };

/** Up to four large numbers in a row, two by two where it is narrow. `label` names the group. */
export function Figures({ label, items }: { label: string; items: readonly Figure[] }) {
  return (
    <dl aria-label={label} className="mb-7 grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line md:grid-cols-4">
      {items.map(({ name, value, note, tone, to, hint }) => (
        <div key={name} className="relative min-w-0 bg-surface px-4 py-3.5 transition-colors has-[a:hover]:bg-sunken sm:px-5 sm:py-4">
          <dt className="flex items-center gap-1.5 text-ink-2">
            {to ? (
              <Link
                to={to}
                className="min-w-0 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              >
                {name}
              </Link>
            ) : (
              name
            )}
            {hint && <span className="relative z-[1] flex">{hint}</span>}
          </dt>
          <dd className="text-title font-semibold tracking-[-0.02em] tabular-nums sm:text-figure">{value ?? <Skeleton className="my-2.5 h-3.5 w-16" />}</dd>
          <dd className={classes('min-h-[18px] text-small text-ink-3', tone && TONES[tone])}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
