import { lazy, Suspense, useEffect, useRef } from 'react';
import { live } from '../live.ts';
import { queryClient } from '../query-client.ts';
import { forgetSession, useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

const loadForm = () => import('./login-form.tsx');
const LoginForm = lazy(async () => ({ default: (await loadForm()).LoginForm }));
/** The form is fetched while the server is there, as it is needed when the session is not. */
const FETCH_AFTER = 5000;

/** The session ended while the panel was open: sign in again over what one was doing; drafts and forms stay. */
export function ReloginDialog() {
  const phase = useSession((state) => state.phase);
  const email = useSession((state) => state.user?.email);
  const wasExpired = useRef(false);

  useEffect(() => {
    const timer = setTimeout(() => void loadForm().catch(() => undefined), FETCH_AFTER); // if it fails, it is fetched when needed
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    if (phase === 'expired') wasExpired.current = true;
    if (phase !== 'signed-in' || !wasExpired.current) return;
    wasExpired.current = false;
    live.connectNow();
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
        <Suspense>
          <LoginForm email={email} />
        </Suspense>
        <Button variant="quiet" onClick={forgetSession}>
          Use another account
        </Button>
      </div>
    </Dialog>
  );
}
