import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

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
