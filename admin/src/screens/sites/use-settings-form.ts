import { zodResolver } from '@hookform/resolvers/zod';
import type { Site, UpdateSite } from '@supportchat/protocol';
import { useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { showFieldErrors } from '../../components/form-errors.ts';
import { useUpdateSite } from '../../queries/use-site.ts';
import { changedFields } from '../../ui/forms/changed-fields.ts';
import { notify } from '../../ui/overlays/toast.tsx';

type SettingsForm<T extends FieldValues> = {
  site: Site;
  schema: z.ZodType<T, T>;
  /** The site's current values. A colleague's change shows in every field that was not edited here. */
  values: T;
  /** The part of the request that these fields are. */
  toChanges: (changed: Partial<T>) => UpdateSite;
  /** Prefix of the server's field names, such as `widgetSettings.`. */
  prefix?: string;
};

/** `reset` would keep what was typed, as `resetOptions` say for a colleague's change. */
const OVERWRITE_EDITS = { keepDirtyValues: false };

/** One of a site's settings forms: validated on blur, saved field by field. */
export function useSettingsForm<T extends FieldValues>({ site, schema, values, toChanges, prefix = '' }: SettingsForm<T>) {
  const [failure, setFailure] = useState<unknown>(null);
  const update = useUpdateSite(site._id);
  const form = useForm<T, unknown, T>({
    resolver: zodResolver(schema),
    defaultValues: values as DefaultValues<T>,
    values,
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
  });
  const { isDirty, isSubmitting, defaultValues } = form.formState;

  const submit = form.handleSubmit(async (entered) => {
    setFailure(null);
    try {
      await update.mutateAsync(toChanges(changedFields(entered, defaultValues as T)));
      form.reset(entered, OVERWRITE_EDITS);
      notify('Site saved');
    } catch (error) {
      const fields = Object.keys(values) as Path<T>[];
      const setError: typeof form.setError = (name, ...rest) => form.setError(name.slice(prefix.length) as Path<T>, ...rest);
      const named = fields.map((field) => `${prefix}${field}` as Path<T>);
      if (!showFieldErrors(error, named, setError)) setFailure(error);
    }
  });
  const discard = () => {
    setFailure(null);
    form.reset(values, OVERWRITE_EDITS);
  };
  return { ...form, submit: (event?: React.BaseSyntheticEvent) => void submit(event), discard, failure, isDirty, isSubmitting };
}
