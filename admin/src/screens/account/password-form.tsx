import { zodResolver } from '@hookform/resolvers/zod';
import { ChangePassword } from '@supportchat/protocol';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { ApiError } from '../../http/api-error.ts';
import { api } from '../../session/api.ts';
import { useMe } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';
import { notify } from '../../ui/overlays/toast.tsx';

export function PasswordForm() {
  const me = useMe();
  const [failure, setFailure] = useState<unknown>(null);
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: zodResolver(ChangePassword),
    defaultValues: { currentPassword: '', newPassword: '' },
    mode: 'onTouched',
  });
  const { errors } = formState;

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    try {
      await api.post('/auth/password', values);
      reset();
      notify('Password changed');
    } catch (error) {
      if (error instanceof ApiError && error.code === 'INVALID_CREDENTIALS') setError('currentPassword', { message: 'Your current password is incorrect.' });
      else if (!showFieldErrors(error, ['currentPassword', 'newPassword'], setError)) setFailure(error);
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <input type="text" autoComplete="username" value={me.email} readOnly hidden />
      <Field
        label="Current password"
        error={errors.currentPassword?.type === 'too_small' ? 'Enter your current password.' : fieldError(errors.currentPassword)}
      >
        <Input type="password" autoComplete="current-password" {...register('currentPassword')} />
      </Field>
      <Field label="New password" help="At least 10 characters. Several words work well." error={fieldError(errors.newPassword)}>
        <Input type="password" autoComplete="new-password" {...register('newPassword')} />
      </Field>
      <FormFailure error={failure} />
      <div>
        <Button type="submit" onMouseDown={keepFocus} busy={formState.isSubmitting}>
          Change password
        </Button>
      </div>
    </form>
  );
}
