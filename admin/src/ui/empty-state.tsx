import type { ReactNode } from 'react';
import { classes } from './classes.ts';

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** Why it is empty. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  className?: string;
};

/** Says why there is nothing and offers the one next step. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={classes('mx-auto flex max-w-sm flex-col items-center px-6 py-14 text-center', className)}>
      {icon && <div className="mb-3 grid size-10 place-items-center rounded-l border border-line bg-surface text-ink-3 [&_svg]:size-5">{icon}</div>}
      <p className="text-read font-medium">{title}</p>
      {children && <div className="mt-1 text-ink-2">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
