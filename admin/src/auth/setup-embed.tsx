import type { Site } from '@supportchat/protocol';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/copy-button.tsx';
import { WidgetSeen } from '../sites/widget-seen.tsx';

/** Last step: the lines to paste, and whether they work. */
export function SetupEmbed({ site, onDone }: { site: Site; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <CodeBlock code={site.embedCode} label="Embed code" />
      <WidgetSeen siteId={site._id} />
      <div className="flex justify-end">
        <Button variant="primary" size="large" onClick={onDone}>
          Go to Live Chat
        </Button>
      </div>
    </div>
  );
}
