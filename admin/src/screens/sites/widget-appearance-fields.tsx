import { Controller } from 'react-hook-form';
import { fieldError } from '../../components/form-errors.ts';
import { readableTextColor } from '../../ui/contrast.ts';
import { ColorInput, longColor } from '../../ui/forms/color-input.tsx';
import { Field, Input, Textarea } from '../../ui/forms/field.tsx';
import { Segmented } from '../../ui/forms/segmented.tsx';
import { FormSection } from './form-section.tsx';
import { languageName } from './language-name.ts';
import type { WidgetFormApi, WidgetSettings } from './widget-form.tsx';

type FieldsProps = { form: WidgetFormApi; shown: WidgetSettings };

const THEME_HINTS: Record<WidgetSettings['theme'], string> = {
  auto: 'Light or dark, like the visitor’s device.',
  light: 'Light on every device.',
  dark: 'Dark on every device.',
};

/** Color, position, theme, texts and language. */
export function WidgetAppearanceFields({ form: { control, register, formState }, shown }: FieldsProps) {
  const { errors } = formState;
  return (
    <>
      <FormSection title="Appearance">
        <Controller
          control={control}
          name="primaryColor"
          render={({ field }) => (
            <Field label="Color" help={<ContrastHint color={field.value} />} error={fieldError(errors.primaryColor)}>
              <ColorInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} />
            </Field>
          )}
        />
        <Controller
          control={control}
          name="position"
          render={({ field }) => (
            <div className="flex flex-col items-start gap-1.5">
              <span className="font-medium">Position</span>
              <Segmented
                label="Position"
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: 'bottom-left', label: 'Bottom left' },
                  { value: 'bottom-right', label: 'Bottom right' },
                ]}
              />
            </div>
          )}
        />
        <Controller
          control={control}
          name="theme"
          render={({ field }) => (
            <div className="flex flex-col items-start gap-1.5">
              <span className="font-medium">Theme</span>
              <Segmented
                label="Theme"
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: 'auto', label: 'Auto' },
                  { value: 'light', label: 'Light' },
                  { value: 'dark', label: 'Dark' },
                ]}
              />
              <p className="text-small text-ink-3">{THEME_HINTS[field.value]}</p>
            </div>
          )}
        />
      </FormSection>
      <FormSection title="Texts">
        <Field label="Welcome message" help="Shown at the top of a new chat." error={fieldError(errors.welcomeMessage)} optional>
          <Textarea rows={2} maxLength={500} {...register('welcomeMessage')} />
        </Field>
        <Field label="Message box placeholder" error={fieldError(errors.placeholderText)} optional>
          <Input maxLength={120} {...register('placeholderText')} />
        </Field>
        <Field label="Language" help={<LanguageHint tag={shown.locale} />} error={fieldError(errors.locale)} optional>
          <Input className="max-w-32" maxLength={35} spellCheck={false} autoCapitalize="none" {...register('locale')} />
        </Field>
      </FormSection>
    </>
  );
}

function ContrastHint({ color }: { color: string }) {
  const valid = longColor(color);
  if (!valid) return 'Use a color such as #4F46E5.';
  const { name, ratio } = readableTextColor(valid);
  return `Text is ${name.toLowerCase()} (contrast ${ratio.toFixed(1)}:1).`;
}

function LanguageHint({ tag }: { tag: string }) {
  if (tag === '') return 'Leave empty to follow the page or the visitor’s browser, or enter a code such as de.';
  const name = languageName(tag);
  return name ? `${name} on every page. Languages without a translation fall back to English.` : 'Enter a language code such as de or pt-BR.';
}
