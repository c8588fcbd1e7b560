import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { prefetchWhenIdle } from '../lazy/lazy-code.ts';
import { useConversationCounts } from '../queries/use-conversation-counts.ts';
import { useSiteChoice } from '../queries/use-site-choice.ts';
import { useSession } from '../session/session.ts';
import { usePageTitleStore } from '../ui/page/page-title.ts';
import { useWideScreen } from '../ui/page/use-media.ts';
import { BottomBar } from './bottom-bar.tsx';
import { useAttention } from './browser-tab.ts';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { ReloginDialog } from './relogin-dialog.tsx';
import { ShortcutSheet } from './shortcuts.tsx';
import { useLiveConnection } from './use-live-connection.ts';

/** Everything behind the sign-in: navigation beside the screen, live connection, dialogs that belong to no screen. */
export function Shell() {
  const phase = useSession((state) => state.phase);
  const location = useLocation();
  if (phase === 'signed-out') return <Navigate to="/login" replace state={{ from: location.pathname + location.search }} />;
  return <SignedInShell />;
}

function SignedInShell() {
  useLiveConnection();
  useAttention(useConversationCounts(useSiteChoice()).data?.attention ?? 0);
  const wide = useWideScreen();
  useEffect(() => prefetchWhenIdle(), []);

  return (
    <div className="flex h-dvh flex-col print:block print:h-auto sm:grid sm:grid-cols-[56px_minmax(0,1fr)] lg:grid-cols-[216px_minmax(0,1fr)]">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
        className="sr-only z-50 rounded-s bg-ink px-3 py-1.5 text-canvas focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="hidden min-h-0 border-r border-line sm:block print:hidden">
        <Navigation compact={!wide} />
      </div>
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-hidden outline-none print:overflow-visible">
        <Outlet />
      </main>
      <BottomBar />
      <RouteAnnouncer />
      <ShortcutSheet />
      <Palette />
      <ReloginDialog />
    </div>
  );
}

/** Announces the new screen's name to screen readers. */
function RouteAnnouncer() {
  const title = usePageTitleStore((state) => state.title);
  return (
    <div role="status" className="sr-only">
      {title}
    </div>
  );
}
