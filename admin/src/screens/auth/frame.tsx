import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import { usePageTitle } from '../../ui/page/page-title.ts';

type AuthFrameProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** A picture of what is being set up, beside the form where there is room. */
  picture?: ReactNode;
};

/** The quiet page around sign-in, setup and invitation. */
export function AuthFrame({ title, lead, children, wide = false, picture }: AuthFrameProps) {
  usePageTitle(title);
  return (
    <div className={classes('min-h-dvh', picture && 'md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]')}>
      <main className="grid min-h-dvh content-center justify-center px-4 py-10">
        <div className={wide ? 'w-[min(560px,calc(100vw-32px))]' : 'w-[min(380px,calc(100vw-32px))]'}>
          <div className="mb-8 flex items-center gap-2 font-semibold">
            <span className="size-5 rounded-[6px_6px_6px_2px] bg-accent" aria-hidden />
            SupportChat
          </div>
          <h1 className="text-title font-semibold tracking-[-0.015em]">{title}</h1>
          {lead && <p className="mt-1 text-ink-2">{lead}</p>}
          <div className="mt-6">{children}</div>
        </div>
      </main>
      {picture && <aside className="hidden content-center justify-center border-l border-line bg-sunken px-10 py-10 md:grid">{picture}</aside>}
    </div>
  );
}
