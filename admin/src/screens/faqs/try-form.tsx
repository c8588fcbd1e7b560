import { zodResolver } from '@hookform/resolvers/zod';
import { type Site, TryFaqs } from '@supportchat/protocol';
import { useMutation } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError } from '../../components/form-errors.ts';
import { api } from '../../session/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input, Textarea } from '../../ui/forms/field.tsx';
import { Select } from '../../ui/forms/select.tsx';
import { TryResult } from './try-result.tsx';
import type { Matches } from './verdict.ts';

/** A message as a visitor would write it; Enter asks. */
export function TryForm({ sites, startWith }: { sites: Site[]; startWith: string }) {
  const ask = useMutation({ mutationFn: (body: { siteId: string; message: string; currentPage: string }) => api.post<Matches>('/faqs/try', body) });
  const { register, control, handleSubmit, formState } = useForm({
    resolver: zodResolver(TryFaqs),
    defaultValues: { siteId: startWith, message: '', currentPage: '' },
  });
  const submit = handleSubmit((values) => ask.mutate(values));

  return (
    <div className="flex flex-col gap-5 p-4">
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        {sites.length > 1 && (
          <Controller
            control={control}
            name="siteId"
            render={({ field }) => (
              <Field label="Site">
                <Select
                  value={field.value}
                  onChange={field.onChange}
                  options={sites.map((site) => ({ value: site._id, label: site.name, hint: site.domain }))}
                />
              </Field>
            )}
          />
        )}
        <Field
          label="Visitor’s message"
          help="This is only a test. Nothing is sent or counted."
          error={formState.errors.message && (formState.errors.message.type === 'too_big' ? fieldError(formState.errors.message) : 'Enter a question.')}
        >
          <Textarea
            rows={2}
            maxLength={4000}
            autoFocus
            {...register('message')}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        </Field>
        <Field label="On page" help="A path such as /pricing, for FAQs that apply to some pages only." optional>
          <Input inputMode="url" autoCapitalize="none" spellCheck={false} {...register('currentPage')} />
        </Field>
        <FormFailure error={ask.error} />
        <div>
          <Button type="submit" variant="primary" busy={ask.isPending}>
            Ask
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {ask.data && ask.variables && <TryResult result={ask.data} site={sites.find((site) => site._id === ask.variables.siteId)} />}
      </div>
    </div>
  );
}
