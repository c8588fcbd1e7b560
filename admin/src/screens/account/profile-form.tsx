import { zodResolver } from '@hookform/resolvers/zod';
import { type Me, Name } from '@supportchat/protocol';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { api } from '../../session/api.ts';
import { setUser, useMe } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmailInput, Field, Input } from '../../ui/forms/field.tsx';
import { notify } from '../../ui/overlays/toast.tsx';

const Profile = z.strictObject({ name: Name });

export function ProfileForm() {
  const me = useMe();
  const [failure, setFailure] = useState<unknown>(null);
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: zodResolver(Profile),
    defaultValues: { name: me.name },
    mode: 'onTouched',
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    try {
      const user = await api.patch<Me>('/auth/me', values);
      setUser(user);
      reset({ name: user.name });
      notify('Profile saved');
    } catch (error) {
      if (!showFieldErrors(error, ['name'], setError)) setFailure(error);
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <Field label="Name" help="Visitors see it with your messages." error={fieldError(formState.errors.name)}>
        <Input autoComplete="name" {...register('name')} />
      </Field>
      <Field label="Email" help="To change your email, ask an owner for a new invitation.">
        <EmailInput value={me.email} readOnly />
      </Field>
      <FormFailure error={failure} />
      <div>
        <Button type="submit" busy={formState.isSubmitting} disabled={!formState.isDirty}>
          Save profile
        </Button>
      </div>
    </form>
  );
}
