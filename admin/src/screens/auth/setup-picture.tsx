import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol/widget-config';
import { WidgetPreview } from '../../components/widget-preview.tsx';

/** The widget as visitors will see it. */
export function SetupPicture({ siteName, caption = true }: { siteName: string; caption?: boolean }) {
  return (
    <div className="w-[min(520px,38vw)]">
      <WidgetPreview siteName={siteName.trim() || 'Your site'} settings={DEFAULT_WIDGET_SETTINGS} dark={false} />
      {caption && <p className="mt-3 text-center text-small text-ink-3">This is what visitors will see. You can change colors and texts later.</p>}
    </div>
  );
}
