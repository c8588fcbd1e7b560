import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';

/** A real table in a frame that scrolls sideways on its own when it is too wide. `label` names it. */
export function Table({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <div className="overflow-x-auto rounded-l border border-line bg-surface" role="region" aria-label={label} tabIndex={0}>
      <table className={classes('w-full border-collapse text-left', className)}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

/** Column heading. `end` aligns numbers to the right. */
export function Th({ end = false, className, ...rest }: ComponentProps<'th'> & { end?: boolean }) {
  return (
    <th
      scope="col"
      className={classes('h-9 border-b border-line px-4 text-small font-medium whitespace-nowrap text-ink-3', end && 'text-right', className)}
      {...rest}
    />
  );
}

/** Cell. `end` aligns numbers to the right in tabular figures. */
export function Td({ end = false, className, ...rest }: ComponentProps<'td'> & { end?: boolean }) {
  return (
    <td
      className={classes(
        'px-4 py-2.5 align-middle [tr:not(:last-child)>&]:border-b [tr:not(:last-child)>&]:border-line',
        end && 'text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
