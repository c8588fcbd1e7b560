import { Domain, Name, type Site } from '@supportchat/protocol';
import { Controller } from 'react-hook-form';
import { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { fieldError, listError } from '../../components/form-errors.ts';
import { classes } from '../../ui/classes.ts';
import { ChipsInput } from '../../ui/forms/chips-input.tsx';
import { Field, Input } from '../../ui/forms/field.tsx';
import { clearOfSaveBar } from '../../ui/page/clear-of-save-bar.ts';
import { SaveBar, submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { checkWithSchema } from './check-with-schema.ts';
import { useSettingsForm } from './use-settings-form.ts';

const General = z.strictObject({ name: Name, domain: Domain, allowedDomains: z.array(Domain).max(50) });
const checkDomain = checkWithSchema(Domain);

export function GeneralForm({ site }: { site: Site }) {
  const form = useSettingsForm({
    site,
    schema: General,
    values: { name: site.name, domain: site.domain, allowedDomains: site.allowedDomains },
    toChanges: (changed) => changed,
  });
  const { errors } = form.formState;
  return (
    <form className={classes(clearOfSaveBar, 'flex flex-col gap-4')} onSubmit={form.submit} onKeyDown={submitOnModEnter} noValidate>
      <Field label="Name" help="Visitors see it at the top of the chat." error={fieldError(errors.name)}>
        <Input autoComplete="off" maxLength={120} {...form.register('name')} />
      </Field>
      <Field label="Domain" help="Works on this domain and www." error={fieldError(errors.domain)}>
        <Input inputMode="url" autoCapitalize="none" spellCheck={false} {...form.register('domain')} />
      </Field>
      <Controller
        control={form.control}
        name="allowedDomains"
        render={({ field }) => (
          <Field
            label="More domains"
            help="For example staging.shop.example, *.shop.example or localhost:8080."
            error={listError(errors.allowedDomains)}
            optional
          >
            <ChipsInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} check={checkDomain} inputMode="url" />
          </Field>
        )}
      />
      <FormFailure error={form.failure} />
      <SaveBar dirty={form.isDirty} saving={form.isSubmitting} onDiscard={form.discard} />
    </form>
  );
}
