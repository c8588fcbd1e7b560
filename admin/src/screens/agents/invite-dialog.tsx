import { zodResolver } from '@hookform/resolvers/zod';
import { InviteAgent } from '@supportchat/protocol';
import { useId, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { useSites } from '../../queries/use-sites.ts';
import { Button } from '../../ui/button.tsx';
import { EmailInput, Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { RoleField, SitesField } from './agent-fields.tsx';
import { InviteLink } from './invite-link.tsx';
import { type InviteInput, useInvite } from './use-agent-changes.ts';

/** Who is invited and with which role; then the link, shown once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const formId = useId();
  const invite = useInvite();
  const sites = useSites();
  const close = () => {
    onClose();
    invite.reset();
  };
  const done = invite.data;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      dismissible={!done}
      title={done ? `Send this link to ${done.agent.name}` : 'Invite a colleague'}
      description={done ? undefined : 'You get a link to send them. They choose their own password.'}
      actions={
        done ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onMouseDown={keepFocus} onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant="primary" busy={invite.isPending} onMouseDown={keepFocus}>
              Create link
            </Button>
          </>
        )
      }
    >
      {done ? <InviteLink link={done.inviteLink} email={done.agent.email} /> : !sites.isPending && <InviteForm formId={formId} invite={invite.mutateAsync} />}
    </Dialog>
  );
}

function InviteForm({ formId, invite }: { formId: string; invite: (input: InviteInput) => Promise<unknown> }) {
  const [failure, setFailure] = useState<unknown>(null);
  const { data: sites = [] } = useSites();
  const { register, control, handleSubmit, formState, setError, watch } = useForm<InviteInput, unknown, InviteInput>({
    resolver: zodResolver(InviteAgent as unknown as z.ZodType<InviteInput, InviteInput>),
    defaultValues: { email: '', name: '', role: 'agent', siteIds: sites.length === 1 ? sites.map((site) => site._id) : [] },
    mode: 'onTouched',
  });
  const { errors } = formState;

  const submit = handleSubmit(async (input) => {
    setFailure(null);
    try {
      await invite(input.role === 'agent' ? input : { ...input, siteIds: [] });
    } catch (error) {
      if (!showFieldErrors(error, ['email', 'name', 'role', 'siteIds'], setError)) setFailure(error);
    }
  });

  return (
    <form id={formId} className="mt-2 flex flex-col gap-4" onSubmit={(event) => void submit(event)} onKeyDown={submitOnModEnter} noValidate>
      <Field label="Email" error={fieldError(errors.email)}>
        <EmailInput autoComplete="off" autoFocus {...register('email')} />
      </Field>
      <Field label="Name" help="Visitors see it next to their replies. They can change it when they accept." error={fieldError(errors.name)}>
        <Input autoComplete="off" maxLength={120} {...register('name')} />
      </Field>
      <Controller control={control} name="role" render={({ field }) => <RoleField value={field.value} onChange={field.onChange} />} />
      <Controller control={control} name="siteIds" render={({ field }) => <SitesField role={watch('role')} value={field.value} onChange={field.onChange} />} />
      <FormFailure error={failure} />
    </form>
  );
}
