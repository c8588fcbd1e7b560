import { zodResolver } from '@hookform/resolvers/zod';
import { CreateFaq, type Faq } from '@supportchat/protocol';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { showFieldErrors } from '../../components/form-errors.ts';
import { classes } from '../../ui/classes.ts';
import { changedFields } from '../../ui/forms/changed-fields.ts';
import { notify } from '../../ui/overlays/toast.tsx';
import { clearOfSaveBar } from '../../ui/page/clear-of-save-bar.ts';
import { SaveBar, submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { DeleteFaq } from './delete-faq.tsx';
import { FaqFields } from './faq-fields.tsx';
import { useSaveFaq } from './use-faqs.ts';

/** `reset` would keep what was typed, as `resetOptions` say for a colleague's change. */
const OVERWRITE_EDITS = { keepDirtyValues: false };

/** The form of a FAQ that exists; only what was changed is sent. */
export function EditFaq({ faq, list }: { faq: Faq; list: string }) {
  const [failure, setFailure] = useState<unknown>(null);
  const save = useSaveFaq();
  const { siteId, question, answer, category, keywords, pageSpecific, isActive } = faq;
  const values: CreateFaq = { siteId, question, answer, category, keywords, pageSpecific, isActive };
  const form = useForm<CreateFaq, unknown, CreateFaq>({
    resolver: zodResolver(CreateFaq as unknown as z.ZodType<CreateFaq, CreateFaq>),
    defaultValues: values,
    values,
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
  });
  const { isDirty, isSubmitting, defaultValues } = form.formState;

  const submit = form.handleSubmit(async (entered) => {
    setFailure(null);
    try {
      const { siteId: _fixed, ...changes } = changedFields(entered, defaultValues);
      await save.mutateAsync({ id: faq._id, changes });
      form.reset(entered, OVERWRITE_EDITS);
      notify('FAQ saved');
    } catch (error) {
      if (!showFieldErrors(error, ['question', 'answer', 'category', 'keywords', 'pageSpecific'], form.setError)) setFailure(error);
    }
  });

  return (
    <>
      <form className={classes(clearOfSaveBar, 'flex flex-col gap-4')} onSubmit={(event) => void submit(event)} onKeyDown={submitOnModEnter} noValidate>
        <FaqFields form={form} siteId={siteId} />
        <FormFailure error={failure} />
        <SaveBar dirty={isDirty} saving={isSubmitting} onDiscard={() => form.reset(values, OVERWRITE_EDITS)} />
      </form>
      <DeleteFaq faq={faq} list={list} onDelete={() => form.reset(values, OVERWRITE_EDITS)} />
    </>
  );
}
