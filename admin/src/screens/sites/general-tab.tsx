import type { Site } from '@supportchat/protocol';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/page/page.tsx';
import { DeleteSite } from './delete-site.tsx';
import { GeneralForm } from './general-form.tsx';
import { SiteActivation } from './site-activation.tsx';

/** Name and domains, the key, switching off, deleting. */
export function GeneralTab({ site }: { site: Site }) {
  return (
    <div className="max-w-[560px]">
      <GeneralForm site={site} />
      <div className="mt-8 border-t border-line pt-6">
        <Section title="Site key" help="Part of the embed code. It is public and safe to share.">
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <code className="min-w-0 rounded-s bg-sunken px-2 py-1 font-mono text-small break-all">{site.siteKey}</code>
            <CopyButton text={site.siteKey} />
          </div>
        </Section>
        <SiteActivation site={site} />
        <DeleteSite site={site} />
      </div>
    </div>
  );
}
