import { zodResolver } from '@hookform/resolvers/zod';
import { CreateSite, type Site } from '@supportchat/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { keys } from '../../queries/keys.ts';
import { api } from '../../session/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';

const NameAndDomain = CreateSite.pick({ name: true, domain: true });

/** Second step: the first site. */
export function SetupSite({ onName, onDone, onSkip }: { onName: (name: string) => void; onDone: (site: Site) => void; onSkip: () => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const queryClient = useQueryClient();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(NameAndDomain),
    defaultValues: { name: '', domain: '' },
    mode: 'onTouched',
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    try {
      const site = await api.post<Site>('/sites', values);
      void queryClient.invalidateQueries({ queryKey: keys.sites });
      onDone(site);
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'domain'], setError)) setFailure(error);
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <Field label="Name" help="Visitors see it at the top of the chat." error={fieldError(formState.errors.name)}>
        <Input autoFocus {...register('name', { onChange: (event: { target: { value: string } }) => onName(event.target.value) })} />
      </Field>
      <Field
        label="Domain"
        help="For example shop.example, or localhost to try it out. Works on this domain and www."
        error={fieldError(formState.errors.domain)}
      >
        <Input inputMode="url" autoCapitalize="none" spellCheck={false} {...register('domain')} />
      </Field>
      <FormFailure error={failure} />
      <div className="flex items-center justify-between gap-2">
        <Button variant="quiet" size="large" onClick={onSkip}>
          Skip for now
        </Button>
        <Button type="submit" variant="primary" size="large" onMouseDown={keepFocus} busy={formState.isSubmitting}>
          Create site
        </Button>
      </div>
    </form>
  );
}
