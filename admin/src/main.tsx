import './styles.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createRouter } from './app.tsx';
import { serverNow } from './http/server-clock.ts';
import { restoreFormats } from './preferences/formats.ts';
import { followSystemTheme } from './preferences/theme.ts';
import { queryClient } from './queries/query-client.ts';
import { followOtherTabs, startSession, useSession } from './session/session.ts';
import { followPageTitle } from './shell/browser-tab.ts';
import { StartFailure } from './shell/start-failure.tsx';
import { setClock } from './ui/format/clock.ts';
import { silenceToasts, Toasts } from './ui/overlays/toast.tsx';

setClock(serverNow);
restoreFormats();
followSystemTheme();
followPageTitle();
followOtherTabs();
// What was shown and stored belonged to the agent who has signed out.
useSession.subscribe(({ phase }) => {
  silenceToasts(phase === 'signed-out');
  if (phase === 'signed-out') queryClient.clear();
});

const root = createRoot(document.getElementById('root') as HTMLElement);

async function start() {
  try {
    await startSession();
  } catch (error) {
    root.render(<StartFailure error={error} onRetry={() => void start()} />);
    return;
  }
  const router = createRouter();
  root.render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <Tooltip.Provider delay={450}>
            <Toasts>
              {/* As transitions, navigations are drawn late on a slow machine, and the next key press acts on the previous screen. */}
              <RouterProvider router={router} useTransitions={false} />
            </Toasts>
          </Tooltip.Provider>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  );
}

void start();
