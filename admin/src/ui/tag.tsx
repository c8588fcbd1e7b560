import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

const tagClasses = cva('inline-block max-w-full truncate rounded-xs border align-middle px-1.5 text-tiny leading-[17px] whitespace-nowrap tabular-nums', {
  variants: {
    tone: {
      neutral: 'border-line bg-sunken text-ink-2',
      /** Someone waits. */
      warn: 'border-transparent bg-warn-soft text-warn',
      /** It failed. */
      bad: 'border-transparent bg-bad-soft text-bad',
      /** Online, active, done. */
      ok: 'border-transparent bg-ok-soft text-ok',
      accent: 'border-transparent bg-accent-soft text-accent-text',
    },
  },
  defaultVariants: { tone: 'neutral' },
});

/** A text label for a state; never color alone. */
export function Tag({ tone, className, children }: VariantProps<typeof tagClasses> & { className?: string; children: ReactNode }) {
  return <span className={classes(tagClasses({ tone }), className)}>{children}</span>;
}

/** A number that needs attention, such as unread messages; a dot when only that is known. Nothing when it is 0. */
export function Count({
  value,
  label,
  className,
}: {
  value: number | null;
  /** What is counted, for screen readers: "unread". */
  label: string;
  className?: string;
}) {
  if (value === 0) return null;
  if (value === null)
    return (
      <span className={classes('mx-1 size-2 shrink-0 rounded-full bg-accent', className)}>
        <span className="sr-only">{label}</span>
      </span>
    );
  return (
    <span
      className={classes(
        'h-[17px] min-w-[17px] shrink-0 rounded-full bg-accent px-[5px] text-center text-tiny leading-[17px] font-semibold text-on-accent tabular-nums',
        className,
      )}
    >
      {value > 99 ? '99+' : value}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
