import { zodResolver } from '@hookform/resolvers/zod';
import { type Session, Setup } from '@supportchat/protocol';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { call } from '../../http/http.ts';
import { acceptSession } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmailInput, Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';

/** First step: the owner's account. The link's one-time token allows it. */
export function SetupOwner({ token, onDone }: { token: string; onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(Setup),
    defaultValues: { token, name: '', email: '', password: '' },
    mode: 'onTouched',
  });
  const { errors } = formState;

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    try {
      const session = await call<Session>('POST', '/auth/setup', { body: values });
      onDone();
      acceptSession(session);
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'email', 'password'], setError)) setFailure(error);
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <Field label="Your name" help="Visitors see it with your messages." error={fieldError(errors.name)}>
        <Input autoComplete="name" autoFocus {...register('name')} />
      </Field>
      <Field label="Email" error={fieldError(errors.email)}>
        <EmailInput autoComplete="username" {...register('email')} />
      </Field>
      <Field label="Password" help="At least 10 characters. Several words work well." error={fieldError(errors.password)}>
        <Input type="password" autoComplete="new-password" {...register('password')} />
      </Field>
      <FormFailure error={failure} />
      <Button type="submit" variant="primary" size="large" onMouseDown={keepFocus} busy={formState.isSubmitting}>
        Create account
      </Button>
    </form>
  );
}
