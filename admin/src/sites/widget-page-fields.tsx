import { WidgetSettingsSchema } from '@supportchat/protocol';
import { Controller } from 'react-hook-form';
import { fieldError } from '../forms.ts';
import { ChipsInput } from '../ui/chips-input.tsx';
import { Field, Input } from '../ui/field.tsx';
import { Switch } from '../ui/switch.tsx';
import { FormPart } from './form-part.tsx';
import { schemaCheck } from './schema-check.ts';
import type { WidgetFormApi, WidgetSettings } from './widget-form.tsx';

const checkRule = schemaCheck(WidgetSettingsSchema.shape.showOnPages.unwrap().element);

/** When and where the widget shows, and the site's own style sheet. */
export function WidgetPageFields({ form: { control, register, formState }, shown }: { form: WidgetFormApi; shown: WidgetSettings }) {
  const { errors } = formState;
  return (
    <>
      <FormPart title="Opening by itself">
        <Controller
          control={control}
          name="autoOpen"
          render={({ field }) => (
            <Switch
              checked={field.value}
              onChange={field.onChange}
              label="Open the chat without a click"
              help="Once a session, never on phones, and never again after a visitor closed it."
            />
          )}
        />
        {shown.autoOpen && (
          <Controller
            control={control}
            name="autoOpenDelay"
            render={({ field }) => (
              <Field label="Seconds to wait before" error={errors.autoOpenDelay && 'From 0 to 600 seconds.'}>
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
      </FormPart>
      <FormPart title="Pages" help="Paths such as /pricing or /docs/*, where * stands for anything.">
        <Controller
          control={control}
          name="showOnPages"
          render={({ field }) => (
            <Field label="Show only on" help="Empty: on every page." error={fieldError(errors.showOnPages?.root ?? errors.showOnPages)} optional>
              <ChipsInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} check={checkRule} inputMode="url" />
            </Field>
          )}
        />
        <Controller
          control={control}
          name="hideOnPages"
          render={({ field }) => (
            <Field label="Never show on" help="Wins over the list above." error={fieldError(errors.hideOnPages?.root ?? errors.hideOnPages)} optional>
              <ChipsInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} check={checkRule} inputMode="url" />
            </Field>
          )}
        />
      </FormPart>
      <FormPart title="Own style sheet" help="For what the settings above do not reach. Its rules hold inside the widget alone.">
        <Field label="Address of a .css file" help="On this site, such as /chat.css, or in full with https://." error={fieldError(errors.customCSS)} optional>
          <Input inputMode="url" autoCapitalize="none" spellCheck={false} {...register('customCSS')} />
        </Field>
      </FormPart>
    </>
  );
}
