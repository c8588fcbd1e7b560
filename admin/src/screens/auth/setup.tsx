import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { ApiError } from '../../http/api-error.ts';
import { call } from '../../http/http.ts';
import { useSession } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AuthFrame } from './frame.tsx';
import { SetupEmbed } from './setup-embed.tsx';
import { SetupOwner } from './setup-owner.tsx';
import { SetupPicture } from './setup-picture.tsx';
import { SetupSite } from './setup-site.tsx';
import { Steps } from './steps.tsx';
import { useLinkToken } from './use-link-token.ts';

const STEPS = ['Your account', 'First site', 'Embed code'];

/** The wizard behind the setup link: the owner, the first site, the embed code. The step is in the address, so that a reload stays there. */
export function Screen() {
  const [address] = useSearchParams();
  const phase = useSession((state) => state.phase);
  const step = address.get('step');
  if (step !== 'site' && step !== 'embed') return <OwnerStep />;
  if (phase === 'signed-out') return <Navigate to="/login" replace state={{ from: `/setup?${address}` }} />;
  return step === 'site' ? <SiteStep /> : <EmbedStep siteId={address.get('site') ?? ''} />;
}

function OwnerStep() {
  const token = useLinkToken();
  const navigate = useNavigate();
  const phase = useSession((state) => state.phase);
  const [created, setCreated] = useState(false);
  const link = useQuery({
    queryKey: ['setup-link', token],
    queryFn: async () => {
      await call('POST', '/auth/setup/check', { body: { token } });
      return true;
    },
    enabled: token !== '' && phase === 'signed-out' && !created,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (phase === 'signed-in') return <Navigate to={created ? '/setup?step=site' : '/'} replace />;

  const refusal = token === '' ? 'SETUP_LINK_INCOMPLETE' : link.error instanceof ApiError ? link.error.code : null;
  if (refusal === 'SETUP_LINK_INCOMPLETE' || refusal === 'SETUP_LINK_INVALID' || refusal === 'SETUP_DONE' || refusal === 'VALIDATION') {
    return <BadLink reason={refusal} />;
  }
  return (
    <AuthFrame title="Set up SupportChat" lead="You’ll be the owner. You can invite others later." picture={<SetupPicture siteName="" />}>
      <Steps names={STEPS} current={0} />
      {link.isError && <Failure error={link.error} title="The link could not be checked" onRetry={() => void link.refetch()} />}
      {link.data && (
        <SetupOwner
          token={token}
          onDone={() => {
            setCreated(true);
            void navigate('/setup?step=site', { replace: true });
          }}
        />
      )}
    </AuthFrame>
  );
}

function BadLink({ reason }: { reason: 'SETUP_LINK_INCOMPLETE' | 'SETUP_LINK_INVALID' | 'SETUP_DONE' | 'VALIDATION' }) {
  const isDone = reason === 'SETUP_DONE';
  const title = isDone ? 'Setup is already complete' : reason === 'SETUP_LINK_INCOMPLETE' ? 'This setup link is incomplete' : 'This setup link is not valid';
  return (
    <AuthFrame title="Set up SupportChat">
      <EmptyState title={title} action={<ButtonLink to="/login">Sign in</ButtonLink>}>
        {isDone ? 'An owner account exists. Sign in, or ask the owner for an invitation.' : 'Copy the whole link that the server printed when it started.'}
      </EmptyState>
    </AuthFrame>
  );
}

function SiteStep() {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  return (
    <AuthFrame title="Add your first site" lead="Where should the chat appear?" picture={<SetupPicture siteName={name} />}>
      <Steps names={STEPS} current={1} />
      <SetupSite
        onName={setName}
        onDone={(site) => void navigate(`/setup?step=embed&site=${site._id}`, { replace: true })}
        onSkip={() => void navigate('/dashboard')}
      />
    </AuthFrame>
  );
}

function EmbedStep({ siteId }: { siteId: string }) {
  return (
    <AuthFrame wide title="Put the chat on your site" lead="Paste these lines before </body> on every page, or try the chat on the demo page first.">
      <Steps names={STEPS} current={2} />
      <SetupEmbed siteId={siteId} />
    </AuthFrame>
  );
}
