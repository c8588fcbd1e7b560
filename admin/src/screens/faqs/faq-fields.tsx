import type { CreateFaq } from '@supportchat/protocol';
import { useId } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { fieldError, listError } from '../../components/form-errors.ts';
import { ChipsInput } from '../../ui/forms/chips-input.tsx';
import { Field, Input, Textarea } from '../../ui/forms/field.tsx';
import { Switch } from '../../ui/forms/switch.tsx';
import { useCategories } from './use-faqs.ts';

export type FaqFormApi = UseFormReturn<CreateFaq, unknown, CreateFaq>;

/** Longest phrasing and longest answer, as the protocol has them. */
const MAX_PHRASING_LENGTH = 200;
const MAX_ANSWER_LENGTH = 4000;

const checkPhrasing = (text: string) => (text.length > MAX_PHRASING_LENGTH ? { error: `At most ${MAX_PHRASING_LENGTH} characters.` } : { value: text });

/** Everything of an FAQ except its site. */
export function FaqFields({ form, siteId, autoFocus = false }: { form: FaqFormApi; siteId: string; autoFocus?: boolean }) {
  const { control, register, formState } = form;
  const { errors } = formState;
  const { data: categories = [] } = useCategories(siteId || null);
  const listId = useId();
  return (
    <>
      <Field label="Question" help="In your visitors’ words." error={fieldError(errors.question)}>
        <Input autoFocus={autoFocus} autoComplete="off" maxLength={300} {...register('question')} />
      </Field>
      <Field label="Answer" help="Visitors get exactly this text, marked as an automatic answer." error={fieldError(errors.answer)}>
        <Textarea rows={6} className="min-h-32" maxLength={MAX_ANSWER_LENGTH} {...register('answer')} />
      </Field>
      <Controller
        control={control}
        name="keywords"
        render={({ field }) => (
          <Field
            label="Other ways to ask it"
            help="Press Enter to add one. Three to five phrasings help the bot the most."
            error={listError(errors.keywords)}
            optional
          >
            <ChipsInput value={field.value ?? []} onChange={field.onChange} onBlur={field.onBlur} check={checkPhrasing} />
          </Field>
        )}
      />
      <Field label="Category" help="Helps you find it in the list. Visitors don’t see it." error={fieldError(errors.category)} optional>
        <Input className="max-w-72" list={listId} autoComplete="off" maxLength={80} {...register('category')} />
      </Field>
      <datalist id={listId}>
        {categories.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <Field label="Only on page" help="A path such as /pricing or /docs/*. Leave empty for every page." error={fieldError(errors.pageSpecific)} optional>
        <Input className="max-w-72" inputMode="url" autoCapitalize="none" spellCheck={false} maxLength={2000} {...register('pageSpecific')} />
      </Field>
      <Controller
        control={control}
        name="isActive"
        render={({ field }) => <Switch checked={field.value ?? true} onChange={field.onChange} label="Active" help="Switch off to keep it without using it." />}
      />
    </>
  );
}
