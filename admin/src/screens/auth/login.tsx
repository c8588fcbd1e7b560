import type { SetupStatus } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import type { z } from 'zod';
import { LoginForm } from '../../components/login-form.tsx';
import { call } from '../../http/http.ts';
import { useSession } from '../../session/session.ts';
import { AuthFrame } from './frame.tsx';
import { SetupPicture } from './setup-picture.tsx';

/** Sign in, then go to the page that was requested. */
export function Screen() {
  const phase = useSession((state) => state.phase);
  const notice = useSession((state) => state.notice);
  const from = (useLocation().state as { from?: string } | null)?.from ?? '/';
  const { data: setup } = useQuery({ queryKey: ['setup'], queryFn: () => call<z.infer<typeof SetupStatus>>('GET', '/auth/setup') });
  if (phase === 'signed-in') return <Navigate to={from} replace />;

  return (
    <AuthFrame title="Sign in" picture={<SetupPicture siteName="SupportChat" caption={false} />}>
      {notice === 'deactivated' && (
        <p role="alert" className="mb-5 rounded-m bg-bad-soft px-3 py-2 text-bad">
          This account was deactivated. Ask an owner or admin to reactivate it.
        </p>
      )}
      {setup?.needed && (
        <p role="status" className="mb-5 rounded-m bg-warn-soft px-3 py-2 text-warn">
          SupportChat is not set up yet. Open the setup link that the server printed when it started.
        </p>
      )}
      <LoginForm />
    </AuthFrame>
  );
}
