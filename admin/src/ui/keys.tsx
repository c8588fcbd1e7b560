import { classes } from './classes.ts';

/** A keyboard shortcut as people see it, such as `⌘K` or `e`; hidden on touch screens. */
export function Keys({ children, className }: { children: string; className?: string }) {
  return (
    <kbd className={classes('rounded-xs border border-line bg-sunken px-1 font-sans text-tiny text-ink-3 pointer-coarse:hidden', className)}>{children}</kbd>
  );
}
