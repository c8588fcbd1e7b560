import { WidgetSettingsSchema } from '@supportchat/protocol';
import { Controller } from 'react-hook-form';
import { fieldError, listError } from '../../components/form-errors.ts';
import { ChipsInput } from '../../ui/forms/chips-input.tsx';
import { Field, Input } from '../../ui/forms/field.tsx';
import { Switch } from '../../ui/forms/switch.tsx';
import { checkWithSchema } from './check-with-schema.ts';
import { FormSection } from './form-section.tsx';
import type { WidgetFormApi, WidgetSettings } from './widget-form.tsx';

const checkRule = checkWithSchema(WidgetSettingsSchema.shape.showOnPages.unwrap().element);

/** When and where the widget shows, and the site's custom CSS. */
export function WidgetPageFields({ form: { control, register, formState }, shown }: { form: WidgetFormApi; shown: WidgetSettings }) {
  const { errors } = formState;
  return (
    <>
      <FormSection title="Auto-open">
        <Controller
          control={control}
          name="autoOpen"
          render={({ field }) => (
            <Switch
              checked={field.value}
              onChange={field.onChange}
              label="Open the chat automatically"
              help="Once per session, never on phones, and not after the visitor has closed it."
            />
          )}
        />
        {shown.autoOpen && (
          <Controller
            control={control}
            name="autoOpenDelay"
            render={({ field }) => (
              <Field label="Delay in seconds" error={errors.autoOpenDelay && 'Enter 0 to 600 seconds.'}>
                <Input
                  type="number"
                  className="max-w-24"
                  min={0}
                  max={600}
                  step={0.5}
                  value={Number.isNaN(field.value) ? '' : field.value / 1000}
                  onChange={(event) => field.onChange(event.target.value === '' ? Number.NaN : Math.round(Number(event.target.value) * 1000))}
                  onBlur={field.onBlur}
                />
              </Field>
            )}
          />
        )}
      </FormSection>
      <FormSection title="Pages" help="Paths such as /pricing or /docs/*, where * matches anything.">
        <Controller
          control={control}
          name="showOnPages"
          render={({ field }) => (
            <Field label="Show only on" help="Leave empty to show it on every page." error={listError(errors.showOnPages)} optional>
              <ChipsInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} check={checkRule} inputMode="url" />
            </Field>
          )}
        />
        <Controller
          control={control}
          name="hideOnPages"
          render={({ field }) => (
            <Field label="Hide on" help="Takes priority over “Show only on”." error={listError(errors.hideOnPages)} optional>
              <ChipsInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} check={checkRule} inputMode="url" />
            </Field>
          )}
        />
      </FormSection>
      <FormSection title="Custom CSS" help="For anything the settings above don’t cover. It applies inside the widget only.">
        <Field
          label="Address of a .css file"
          help="A path on this site, such as /chat.css, or a full https:// address."
          error={fieldError(errors.customCSS)}
          optional
        >
          <Input inputMode="url" autoCapitalize="none" spellCheck={false} {...register('customCSS')} />
        </Field>
      </FormSection>
    </>
  );
}
