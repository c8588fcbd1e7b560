import { AiSettings, type Site } from '@supportchat/protocol';
import { FlaskConical } from 'lucide-react';
import { Controller, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/forms/switch.tsx';
import { clearOfSaveBar } from '../../ui/page/clear-of-save-bar.ts';
import { SaveBar, submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { FormSection } from './form-section.tsx';
import { ThresholdField } from './threshold-field.tsx';
import { useSettingsForm } from './use-settings-form.ts';

type Values = z.output<typeof AiSettings>;

/** The FAQ bot of a site: whether it answers, how sure it must be, whether visitors may ask for a person. */
export function AnswersForm({ site }: { site: Site }) {
  const form = useSettingsForm<Values>({
    site,
    schema: AiSettings as unknown as z.ZodType<Values, Values>,
    values: site.aiSettings,
    toChanges: (aiSettings) => ({ aiSettings }),
    prefix: 'aiSettings.',
  });
  const enabled = useWatch({ control: form.control, name: 'enabled' });

  return (
    <form className={classes(clearOfSaveBar, 'max-w-[560px]')} onSubmit={form.submit} onKeyDown={submitOnModEnter} noValidate>
      <FormSection title="Automatic answers">
        <Controller
          control={form.control}
          name="enabled"
          render={({ field }) => (
            <Switch
              checked={field.value}
              onChange={field.onChange}
              label="Answer from the FAQs"
              help="The bot answers right away, marked as an automatic answer, until an agent joins. It never repeats its last answer."
            />
          )}
        />
        <Controller
          control={form.control}
          name="threshold"
          render={({ field, fieldState }) => (
            <ThresholdField value={field.value} onChange={field.onChange} onBlur={field.onBlur} invalid={Boolean(fieldState.error)} disabled={!enabled} />
          )}
        />
        <div>
          <ButtonLink to={`/faqs?try=${site._id}`} icon={<FlaskConical />}>
            Try a question
          </ButtonLink>
        </div>
      </FormSection>
      <FormSection title="Handoff">
        <Controller
          control={form.control}
          name="fallbackToHuman"
          render={({ field }) => (
            <Switch
              checked={field.value}
              onChange={field.onChange}
              label="Let visitors ask for a person"
              help="Adds a button to the chat. After that the bot stays silent and the conversation waits for an agent."
            />
          )}
        />
      </FormSection>
      <div className="mt-4 empty:hidden">
        <FormFailure error={form.failure} />
      </div>
      <SaveBar dirty={form.isDirty} saving={form.isSubmitting} onDiscard={form.discard} />
    </form>
  );
}
