import { SITE_SETTINGS, type Site, WidgetSettingsSchema } from '@supportchat/protocol';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { FormFailure } from '../../components/failure.tsx';
import { classes } from '../../ui/classes.ts';
import { clearOfSaveBar } from '../../ui/page/clear-of-save-bar.ts';
import { SaveBar, submitOnModEnter } from '../../ui/page/save-bar.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { useSettingsForm } from './use-settings-form.ts';
import { WidgetAppearanceFields } from './widget-appearance-fields.tsx';
import { WidgetPageFields } from './widget-page-fields.tsx';

/** The widget's own settings, and the look that is one of the site's settings by feature. */
const FormSchema = WidgetSettingsSchema.extend(SITE_SETTINGS.widget.schema.shape);
export type WidgetSettings = z.output<typeof FormSchema>;
export type WidgetFormApi = ReturnType<typeof useSettingsForm<WidgetSettings>>;

/** Everything a site owner may configure on the widget, beside a preview that follows every key press. */
export function WidgetForm({ site }: { site: Site }) {
  const form = useSettingsForm<WidgetSettings>({
    site,
    schema: FormSchema as unknown as z.ZodType<WidgetSettings, WidgetSettings>,
    values: { ...site.widgetSettings, ...site.settings.widget },
    toChanges: ({ theme, ...widgetSettings }) => ({ widgetSettings, ...(theme && { settings: { widget: { theme } } }) }),
    prefix: 'widgetSettings.',
  });
  const shown = { ...site.widgetSettings, ...site.settings.widget, ...useWatch({ control: form.control }) };

  return (
    <div className="gap-10 justify-center lg:grid lg:grid-cols-[minmax(0,560px)_minmax(300px,400px)]">
      <PreviewPane siteName={site.name} settings={shown} />
      <form className={classes(clearOfSaveBar, 'max-w-[560px] lg:order-first')} onSubmit={form.submit} onKeyDown={submitOnModEnter} noValidate>
        <WidgetAppearanceFields form={form} shown={shown} />
        <WidgetPageFields form={form} shown={shown} />
        <div className="mt-4 empty:hidden">
          <FormFailure error={form.failure} />
        </div>
        <SaveBar dirty={form.isDirty} saving={form.isSubmitting} onDiscard={form.discard} />
      </form>
    </div>
  );
}
