import type { Site } from '@supportchat/protocol';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useSession } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AuthFrame } from './frame.tsx';
import { useLinkToken } from './link-token.ts';
import { SetupEmbed } from './setup-embed.tsx';
import { SetupOwner } from './setup-owner.tsx';
import { SetupSite } from './setup-site.tsx';
import { Steps } from './steps.tsx';

const STEPS = ['Your account', 'First site', 'Embed code'];

/** The wizard behind the setup link: the owner, the first site, the embed code. */
export function Screen() {
  const navigate = useNavigate();
  const phase = useSession((state) => state.phase);
  const [step, setStep] = useState<'owner' | 'site' | 'embed'>('owner');
  const [site, setSite] = useState<Site | null>(null);
  const token = useLinkToken();

  if (step === 'owner' && phase === 'signed-in') return <Navigate to="/" replace />;
  if (step !== 'owner' && phase === 'signed-out') return <Navigate to="/login" replace />;

  if (step === 'owner' && token === '') {
    return (
      <AuthFrame title="Set up SupportChat">
        <EmptyState title="This setup link is incomplete" action={<ButtonLink to="/login">Sign in</ButtonLink>}>
          Open the full link that the server printed when it started. It ends with a long token.
        </EmptyState>
      </AuthFrame>
    );
  }
  if (step === 'owner') {
    return (
      <AuthFrame title="Set up SupportChat" lead="You’ll be the owner. You can invite others later.">
        <Steps names={STEPS} current={0} />
        <SetupOwner token={token} onDone={() => setStep('site')} />
      </AuthFrame>
    );
  }
  if (step === 'site' || site === null) {
    return (
      <AuthFrame title="Add your first site" lead="Where should the chat appear?">
        <Steps names={STEPS} current={1} />
        <SetupSite
          onDone={(created) => {
            setSite(created);
            setStep('embed');
          }}
          onSkip={() => void navigate('/dashboard')}
        />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame wide title="Put the chat on your site" lead={`Paste these lines before </body> on every page of ${site.domain}.`}>
      <Steps names={STEPS} current={2} />
      <SetupEmbed site={site} onDone={() => void navigate('/conversations')} />
    </AuthFrame>
  );
}
