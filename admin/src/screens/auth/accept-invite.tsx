import { zodResolver } from '@hookform/resolvers/zod';
import { AcceptInvite, type InviteDetails, type Session } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Navigate } from 'react-router';
import type { z } from 'zod';
import { Failure, FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { call } from '../../http/http.ts';
import { queryClient } from '../../queries/query-client.ts';
import { acceptSession } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AuthFrame } from './frame.tsx';
import { useLinkToken } from './use-link-token.ts';

type Invite = z.infer<typeof InviteDetails>;

/** The page behind an invite link: name and password, then signed in. */
export function Screen() {
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  const invite = useQuery({
    queryKey: ['invite', token],
    queryFn: () => call<Invite>('POST', '/auth/invite', { body: { token: token || 'missing' } }),
    retry: false,
  });
  if (done) return <Navigate to="/" replace />;

  return (
    <AuthFrame title="Join SupportChat" lead={invite.data && `You were invited as ${invite.data.email}.`}>
      {invite.isPending && <Skeleton className="h-40" />}
      {invite.isError && (
        <>
          <Failure title="This invitation link doesn’t work" error={invite.error} />
          <div className="text-center">
            <ButtonLink to="/login">Sign in</ButtonLink>
          </div>
        </>
      )}
      {invite.data && <AcceptForm token={token} invite={invite.data} onDone={() => setDone(true)} />}
    </AuthFrame>
  );
}

function AcceptForm({ token, invite, onDone }: { token: string; invite: Invite; onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(AcceptInvite),
    defaultValues: { token, name: invite.name, password: '' },
    mode: 'onTouched',
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    try {
      const session = await call<Session>('POST', '/auth/accept-invite', { body: values });
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invite' }); // The user who was signed in here before saw other data.
      acceptSession(session);
      onDone();
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'password'], setError)) setFailure(error);
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <input type="text" autoComplete="username" value={invite.email} readOnly hidden />
      <Field label="Your name" help="Visitors see it with your messages." error={fieldError(formState.errors.name)}>
        <Input autoComplete="name" autoFocus {...register('name')} />
      </Field>
      <Field label="Password" help="At least 10 characters. Several words work well." error={fieldError(formState.errors.password)}>
        <Input type="password" autoComplete="new-password" {...register('password')} />
      </Field>
      <FormFailure error={failure} />
      <Button type="submit" variant="primary" size="large" onMouseDown={keepFocus} busy={formState.isSubmitting}>
        Create account
      </Button>
    </form>
  );
}
