import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { usePageTitle } from './page-title.ts';

type PageProps = {
  /** Heading of the screen and title of the browser tab. */
  title: string;
  /** Buttons at the right of the heading; one primary. */
  actions?: ReactNode;
  /** Above the heading: a way back. */
  above?: ReactNode;
  /** One column of fields, fields beside a preview, a table, or figures and charts side by side; centered where the window is wider. */
  width?: keyof typeof WIDTHS;
  children: ReactNode;
};

const WIDTHS = { form: 'max-w-[640px]', settings: 'max-w-[1080px]', wide: 'max-w-[1180px]', board: 'max-w-[1480px]' };

/** The frame of every screen but Live Chat: it scrolls, and sets the page title. */
export function Page({ title, actions, above, width = 'wide', children }: PageProps) {
  usePageTitle(title);
  // `relative`: otherwise absolute elements inside it, such as text for screen readers, would make the document scroll too.
  return (
    <div className="relative h-full overflow-y-auto">
      <div className={classes('mx-auto px-4 pt-5 pb-16 sm:px-10 sm:pt-7', WIDTHS[width])}>
        {above}
        <div className="mb-5 flex min-h-[30px] flex-wrap items-center gap-2">
          <h1 className="min-w-[min(100%,8.5rem)] flex-1 text-title font-semibold tracking-[-0.015em] break-words">{title}</h1>
          {actions}
        </div>
        {children}
      </div>
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({
  title,
  help,
  actions,
  children,
  className,
}: {
  title: string;
  help?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={classes('mb-8', className)}>
      <div className="mb-2.5 flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 text-read font-semibold">{title}</h2>
        {actions}
      </div>
      {help && <p className="-mt-1.5 mb-3 max-w-[72ch] text-ink-2">{help}</p>}
      {children}
    </section>
  );
}

/** Groups what belongs together. Never a card inside a card. */
export function Card({ children, className, padded = true }: { children: ReactNode; className?: string; padded?: boolean }) {
  return <div className={classes('rounded-l border border-line bg-surface', padded ? 'px-5 py-[18px]' : 'overflow-hidden', className)}>{children}</div>;
}
