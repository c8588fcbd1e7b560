import type { ReactNode } from 'react';
import { usePageTitle } from '../shell/page-title.ts';

/** The quiet page around sign-in, set-up and invitation. */
export function AuthFrame({ title, lead, children, wide = false }: { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }) {
  usePageTitle(title);
  return (
    <main className="grid min-h-dvh place-items-start justify-center px-4 pt-[12vh] pb-10">
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
  );
}
