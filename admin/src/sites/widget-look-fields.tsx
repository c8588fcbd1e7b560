import { Controller } from 'react-hook-form';
import { fieldError } from '../forms.ts';
import { ColorInput } from '../ui/color-input.tsx';
import { Field, Input, Textarea } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { isColor, textOn } from './contrast.ts';
import { FormPart } from './form-part.tsx';
import { languageName } from './language-name.ts';
import type { WidgetFormApi, WidgetSettings } from './widget-form.tsx';

type FieldsProps = { form: WidgetFormApi; shown: WidgetSettings };

/** Colour, corner, words and language. */
export function WidgetLookFields({ form: { control, register, formState }, shown }: FieldsProps) {
  const { errors } = formState;
  return (
    <>
      <FormPart title="Look">
        <Controller
          control={control}
          name="primaryColor"
          render={({ field }) => (
            <Field label="Colour" help={<ContrastWords color={field.value} />} error={fieldError(errors.primaryColor)}>
              <ColorInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} />
            </Field>
          )}
        />
        <Controller
          control={control}
          name="position"
          render={({ field }) => (
            <div className="flex flex-col items-start gap-1.5">
              <span className="font-medium">Corner</span>
              <Segmented
                label="Corner"
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
      </FormPart>
      <FormPart title="Words">
        <Field label="Welcome message" help="The first line in an empty chat." error={fieldError(errors.welcomeMessage)} optional>
          <Textarea rows={2} maxLength={500} {...register('welcomeMessage')} />
        </Field>
        <Field label="Hint in the message box" error={fieldError(errors.placeholderText)} optional>
          <Input maxLength={120} {...register('placeholderText')} />
        </Field>
        <Field label="Language" help={<LanguageWords tag={shown.locale} />} error={fieldError(errors.locale)} optional>
          <Input className="max-w-32" maxLength={35} spellCheck={false} autoCapitalize="none" {...register('locale')} />
        </Field>
      </FormPart>
    </>
  );
}

function ContrastWords({ color }: { color: string }) {
  if (!isColor(color)) return 'Six hexadecimal digits after #, such as #4F46E5.';
  const { name, ratio } = textOn(color);
  return `${name} text on it, chosen by itself: contrast ${ratio.toFixed(1)} to 1.`;
}

function LanguageWords({ tag }: { tag: string }) {
  if (tag === '') return 'Empty: the language of the page, else the visitor’s browser. Or a tag such as de.';
  const name = languageName(tag);
  return name ? `${name}, on every page. Where the widget has no texts in it, it speaks English.` : 'A language tag such as de or pt-BR.';
}
