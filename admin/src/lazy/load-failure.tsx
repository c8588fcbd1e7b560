import { useEffect } from 'react';
import { useConnection } from '../live/connection.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { Code, LoadFailureReason } from './lazy-code.ts';

/** Delay between two attempts while the failure is shown. */
const RETRY_AFTER_MS = 5000;

const TEXTS: Record<LoadFailureReason, { title: string; text: string }> = {
  offline: { title: 'No connection', text: 'This opens as soon as the server can be reached.' },
  outdated: { title: 'A new version is available', text: 'Reload to continue. Drafts and unsent messages are kept.' },
  broken: { title: 'This part could not be loaded', text: 'Try again, or reload the page. Drafts and unsent messages are kept.' },
};

/** Replaces what could not be fetched. Retries until the server answers; a new version waits for a click. */
export function LoadFailure({ code, reason }: { code: Code<unknown>; reason: LoadFailureReason }) {
  const online = useConnection((connection) => connection.state === 'online');
  useEffect(() => {
    if (reason !== 'offline') return;
    const retry = () => void code.fetch();
    retry();
    const timer = window.setInterval(retry, RETRY_AFTER_MS);
    window.addEventListener('online', retry);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', retry);
    };
  }, [code, reason, online]);

  const { title, text } = TEXTS[reason];
  return (
    <div role="alert" className="grid h-full place-items-center">
      <EmptyState
        title={title}
        action={
          <div className="flex gap-2">
            {reason !== 'outdated' && (
              <Button variant="primary" onClick={() => void code.fetch()}>
                Retry
              </Button>
            )}
            {reason !== 'offline' && (
              <Button variant={reason === 'outdated' ? 'primary' : 'secondary'} onClick={() => window.location.reload()}>
                Reload
              </Button>
            )}
          </div>
        }
      >
        {text}
      </EmptyState>
    </div>
  );
}
