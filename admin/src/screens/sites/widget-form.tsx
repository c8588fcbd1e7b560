import { type Site, WidgetSettingsSchema } from '@supportchat/protocol';
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

export type WidgetSettings = z.output<typeof WidgetSettingsSchema>;
export type WidgetFormApi = ReturnType<typeof useSettingsForm<WidgetSettings>>;

/** Everything a site owner may configure on the widget, beside a preview that follows every key press. */
export function WidgetForm({ site }: { site: Site }) {
  const form = useSettingsForm<WidgetSettings>({
    site,
    schema: WidgetSettingsSchema as unknown as z.ZodType<WidgetSettings, WidgetSettings>,
    values: site.widgetSettings,
    toChanges: (widgetSettings) => ({ widgetSettings }),
    prefix: 'widgetSettings.',
  });
  const shown = { ...site.widgetSettings, ...useWatch({ control: form.control }) };

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
