import { zodResolver } from '@hookform/resolvers/zod';
import { CreateFaq } from '@supportchat/protocol';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { Navigate, useNavigate } from 'react-router';
import type { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { showFieldErrors } from '../../components/form-errors.ts';
import { useSiteChoice } from '../../queries/use-site-choice.ts';
import { useSites } from '../../queries/use-sites.ts';
import { may, useMe } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Field } from '../../ui/forms/field.tsx';
import { keepFocus } from '../../ui/forms/keep-focus.ts';
import { Select } from '../../ui/forms/select.tsx';
import { notify } from '../../ui/overlays/toast.tsx';
import { BackLink } from '../../ui/page/back-link.tsx';
import { LeaveGuard } from '../../ui/page/leave-guard.tsx';
import { Page } from '../../ui/page/page.tsx';
import { submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { FaqFields } from './faq-fields.tsx';
import { useSaveFaq } from './use-faqs.ts';

/** `/faqs/new` */
export function NewFaq() {
  const manages = may(useMe(), 'manage-faqs');
  const { data: sites } = useSites();
  const chosen = useSiteChoice();
  if (!manages || sites?.length === 0) return <Navigate to="/faqs" replace />;
  return (
    <Page title="New FAQ" width="form" above={<BackLink to="/faqs">FAQs</BackLink>}>
      {sites && <NewFaqForm sites={sites} siteId={chosen ?? (sites.length === 1 ? (sites[0]?._id ?? '') : '')} />}
    </Page>
  );
}

function NewFaqForm({ sites, siteId }: { sites: { _id: string; name: string; domain: string }[]; siteId: string }) {
  const [failure, setFailure] = useState<unknown>(null);
  const navigate = useNavigate();
  const save = useSaveFaq();
  const form = useForm<CreateFaq, unknown, CreateFaq>({
    resolver: zodResolver(CreateFaq as unknown as z.ZodType<CreateFaq, CreateFaq>),
    defaultValues: { siteId, question: '', answer: '', category: '', keywords: [], pageSpecific: '', isActive: true },
    mode: 'onTouched',
  });
  const { isDirty, isSubmitting, errors } = form.formState;

  const submit = form.handleSubmit(async (create) => {
    setFailure(null);
    try {
      await save.mutateAsync({ create });
      notify('FAQ created');
      await navigate('/faqs');
    } catch (error) {
      if (!showFieldErrors(error, ['question', 'answer', 'category', 'keywords', 'pageSpecific', 'siteId'], form.setError)) setFailure(error);
    }
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} onKeyDown={submitOnModEnter} noValidate>
      {sites.length > 1 && (
        <Controller
          control={form.control}
          name="siteId"
          render={({ field }) => (
            <Field label="Site" error={errors.siteId && 'Choose a site.'}>
              <Select
                value={field.value}
                onChange={field.onChange}
                options={[
                  ...(field.value === '' ? [{ value: '', label: 'Choose a site', disabled: true }] : []),
                  ...sites.map((site) => ({ value: site._id, label: site.name, hint: site.domain })),
                ]}
                className="max-w-72"
              />
            </Field>
          )}
        />
      )}
      <FaqFields form={form} siteId={form.watch('siteId')} autoFocus />
      <FormFailure error={failure} />
      <div className="flex justify-end gap-2">
        <ButtonLink to="/faqs" variant="quiet" onMouseDown={keepFocus}>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="primary" busy={isSubmitting} onMouseDown={keepFocus}>
          Create FAQ
        </Button>
      </div>
      <LeaveGuard active={isDirty && !isSubmitting} />
    </form>
  );
}
