import { zodResolver } from '@hookform/resolvers/zod';
import { type Agent, Id, Name, Role } from '@supportchat/protocol';
import { useId, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, showFieldErrors } from '../../components/form-errors.ts';
import { Button } from '../../ui/button.tsx';
import { changedFields } from '../../ui/forms/changed-fields.ts';
import { Field, Input } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { notify } from '../../ui/overlays/toast.tsx';
import { useLastValue } from '../../ui/overlays/use-last-value.ts';
import { submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { RoleField, SitesField } from './agent-fields.tsx';
import { useUpdateAgent } from './use-agent-changes.ts';

const NameRoleSites = z.strictObject({ name: Name, role: Role, siteIds: z.array(Id).max(200) });

/** Name, role and sites of another user. Null = closed. */
export function EditAgentDialog({ agent: chosen, onClose }: { agent: Agent | null; onClose: () => void }) {
  const agent = useLastValue(chosen);
  const formId = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={chosen !== null}
      onOpenChange={(next) => !next && onClose()}
      title={agent?.name ?? ''}
      description={agent?.email}
      actions={
        <>
          <Button onMouseDown={keepFocus} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy} onMouseDown={keepFocus}>
            Save
          </Button>
        </>
      }
    >
      {agent && <EditAgentForm key={agent._id} agent={agent} formId={formId} onBusy={setBusy} onDone={onClose} />}
    </Dialog>
  );
}

function EditAgentForm({ agent, formId, onBusy, onDone }: { agent: Agent; formId: string; onBusy: (busy: boolean) => void; onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const update = useUpdateAgent();
  const before = { name: agent.name, role: agent.role, siteIds: agent.siteIds };
  const { register, control, handleSubmit, formState, setError, watch } = useForm({
    resolver: zodResolver(NameRoleSites),
    defaultValues: before,
    mode: 'onTouched',
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    onBusy(true);
    try {
      await update.mutateAsync({ id: agent._id, changes: changedFields(values, before) });
      notify(`${values.name} saved`);
      onDone();
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'role', 'siteIds'], setError)) setFailure(error);
    } finally {
      onBusy(false);
    }
  });

  return (
    <form id={formId} className="mt-2 flex flex-col gap-4" onSubmit={(event) => void submit(event)} onKeyDown={submitOnModEnter} noValidate>
      <Field label="Name" error={fieldError(formState.errors.name)}>
        <Input autoComplete="off" maxLength={120} {...register('name')} />
      </Field>
      <Controller control={control} name="role" render={({ field }) => <RoleField value={field.value} onChange={field.onChange} />} />
      <Controller control={control} name="siteIds" render={({ field }) => <SitesField role={watch('role')} value={field.value} onChange={field.onChange} />} />
      <p className="text-small text-ink-3">Changes take effect right away.</p>
      <FormFailure error={failure} />
    </form>
  );
}
