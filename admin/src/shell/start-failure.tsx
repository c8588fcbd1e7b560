import { useEffect } from 'react';
import { Failure } from '../components/failure.tsx';

/** The panel could not start because the server did not answer; retries when the network is back. */
export function StartFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  useEffect(() => {
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [onRetry]);
  return (
    <main className="grid h-dvh place-items-center">
      <Failure error={error} title="SupportChat could not start" onRetry={onRetry} />
    </main>
  );
}
