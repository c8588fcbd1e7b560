import { useEffect, useRef } from 'react';
import { createLazyCode } from '../lazy/lazy-code.ts';
import { LoadFailure } from '../lazy/load-failure.tsx';
import { connectNow } from '../live/watch-network.ts';
import { queryClient } from '../queries/query-client.ts';
import { forgetSession, useSession } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlays/dialog.tsx';

/** Fetched with all other code while the server is reachable, as it is needed when the session is not. */
const form = createLazyCode(() => import('../components/login-form.tsx'));

/** The session ended while the panel was open: sign in again on top of the current screen; drafts and forms stay. */
export function ReloginDialog() {
  const phase = useSession((state) => state.phase);
  const email = useSession((state) => state.user?.email);
  const wasExpired = useRef(false);

  useEffect(() => {
    if (phase === 'expired') wasExpired.current = true;
    if (phase !== 'signed-in' || !wasExpired.current) return;
    wasExpired.current = false;
    connectNow();
    void queryClient.invalidateQueries();
  }, [phase]);

  return (
    <Dialog
      open={phase === 'expired'}
      onOpenChange={() => undefined}
      dismissible={false}
      title="Sign in again"
      description="Your session has ended. What you wrote is kept."
    >
      <div className="mt-2 flex flex-col gap-3">
        <Form email={email} />
        <Button variant="quiet" onClick={() => forgetSession()}>
          Use another account
        </Button>
      </div>
    </Dialog>
  );
}

function Form({ email }: { email: string | undefined }) {
  const state = form.use();
  if (state.phase === 'ready') return <state.code.LoginForm email={email} />;
  return state.phase === 'failed' ? <LoadFailure code={form} reason={state.reason} /> : null;
}
