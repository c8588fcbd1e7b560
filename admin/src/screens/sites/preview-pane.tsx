import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { WidgetPreview } from '../../components/widget-preview.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Segmented } from '../../ui/forms/segmented.tsx';
import type { WidgetSettings } from './widget-form.tsx';

type PreviewTheme = 'light' | 'dark';

/** The preview of the widget beside its settings: it stays visible; on narrow screens it is behind a button. */
export function PreviewPane({ siteName, settings }: { siteName: string; settings: WidgetSettings }) {
  const [device, setDevice] = useState<PreviewTheme>('light');
  const theme = settings.theme === 'auto' ? device : settings.theme;
  const [open, setOpen] = useState(false);
  return (
    <aside aria-label="Preview" className="max-lg:mb-6">
      <Button className="lg:hidden" icon={open ? <EyeOff /> : <Eye />} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide preview' : 'Show preview'}
      </Button>
      <div className={classes('lg:sticky lg:top-0 lg:block', open ? 'mt-3 block' : 'hidden')}>
        <div className="mb-2.5 flex items-center justify-between gap-2">
          <h2 className="text-read font-semibold max-lg:sr-only">Preview</h2>
          {settings.theme === 'auto' && (
            <Segmented
              label="Preview theme"
              value={device}
              onChange={setDevice}
              options={[
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
              ]}
            />
          )}
        </div>
        <WidgetPreview siteName={siteName} settings={settings} dark={theme === 'dark'} />
        {settings.theme === 'auto' && <p className="mt-2 text-small text-ink-3">Visitors see light or dark, depending on their device.</p>}
      </div>
    </aside>
  );
}
