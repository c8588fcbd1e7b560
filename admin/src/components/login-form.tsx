import { zodResolver } from '@hookform/resolvers/zod';
import { Login } from '@supportchat/protocol';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { signIn } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { EmailInput, Field, Input } from '../ui/forms/field.tsx';
import { keepFocus } from '../ui/forms/keep-focus.ts';
import { FormFailure } from './failure.tsx';
import { fieldError } from './form-errors.ts';

/** Email and password. `email` fixes the account, for signing in again. */
export function LoginForm({ email }: { email?: string }) {
  const [failure, setFailure] = useState<unknown>(null);
  const { register, handleSubmit, formState, resetField, setFocus } = useForm({
    resolver: zodResolver(Login),
    defaultValues: { email: email ?? '', password: '' },
  });

  const submit = handleSubmit(async (credentials) => {
    setFailure(null);
    try {
      await signIn(credentials);
    } catch (error) {
      setFailure(error);
      resetField('password');
      setFocus('password');
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <Field label="Email" error={formState.errors.email && 'Enter your email address.'}>
        <EmailInput autoComplete="username" readOnly={email !== undefined} autoFocus={email === undefined} {...register('email')} />
      </Field>
      <Field label="Password" error={formState.errors.password && fieldError({ message: 'Enter your password' })}>
        <Input type="password" autoComplete="current-password" autoFocus={email !== undefined} {...register('password')} />
      </Field>
      <FormFailure error={failure} />
      <Button type="submit" variant="primary" size="large" onMouseDown={keepFocus} busy={formState.isSubmitting}>
        Sign in
      </Button>
    </form>
  );
}
