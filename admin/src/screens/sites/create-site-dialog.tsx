import { zodResolver } from '@hookform/resolvers/zod';
import { CreateSite, type Site } from '@supportchat/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { keys } from '../../queries/keys.ts';
import { api } from '../../session/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { notify } from '../../ui/overlays/toast.tsx';
import { submitOnModEnter } from '../../ui/page/save-bar.tsx';

const NameAndDomain = CreateSite.pick({ name: true, domain: true });

/** Name and domain of a new site; then on to its embed code. */
export function CreateSiteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="New site"
      description="Where should the chat appear?"
      actions={
        <>
          <Button onMouseDown={keepFocus} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy} onMouseDown={keepFocus}>
            Create site
          </Button>
        </>
      }
    >
      <CreateSiteForm formId={formId} onBusy={setBusy} />
    </Dialog>
  );
}

function CreateSiteForm({ formId, onBusy }: { formId: string; onBusy: (busy: boolean) => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(NameAndDomain),
    defaultValues: { name: '', domain: '' },
    mode: 'onTouched',
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    onBusy(true);
    try {
      const site = await api.post<Site>('/sites', values);
      queryClient.setQueryData(keys.site(site._id), site);
      await queryClient.invalidateQueries({ queryKey: [...keys.sites, 'all'] });
      notify(`${site.name} created`);
      void navigate(`/sites/${site._id}/embed`);
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'domain'], setError)) setFailure(error);
    } finally {
      onBusy(false);
    }
  });

  return (
    <form id={formId} className="mt-2 flex flex-col gap-4" onSubmit={(event) => void submit(event)} onKeyDown={submitOnModEnter} noValidate>
      <Field label="Name" help="Visitors see it at the top of the chat." error={fieldError(formState.errors.name)}>
        <Input autoFocus autoComplete="off" {...register('name')} />
      </Field>
      <Field
        label="Domain"
        help="For example shop.example, or localhost to try it out. Works on this domain and www."
        error={fieldError(formState.errors.domain)}
      >
        <Input inputMode="url" autoCapitalize="none" spellCheck={false} {...register('domain')} />
      </Field>
      <FormFailure error={failure} />
    </form>
  );
}
