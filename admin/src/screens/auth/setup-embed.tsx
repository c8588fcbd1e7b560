import { ExternalLink } from 'lucide-react';
import { Failure } from '../../components/failure.tsx';
import { WidgetSeen } from '../../components/widget-seen.tsx';
import { useDemoPage } from '../../queries/use-demo-page.ts';
import { useSite } from '../../queries/use-site.ts';
import { ButtonLink, buttonClasses } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy-button.tsx';

/** Last step: the lines to paste, whether they work, and a page to write the first message on. */
export function SetupEmbed({ siteId }: { siteId: string }) {
  const site = useSite(siteId);
  const demoPage = useDemoPage();
  if (site.isError) return <Failure error={site.error} title="The site could not be loaded" onRetry={() => void site.refetch()} />;
  if (!site.data) return null;
  return (
    <div className="flex flex-col gap-4">
      <CodeBlock code={site.data.embedCode} label="Embed code" />
      <WidgetSeen siteId={siteId} />
      <div className="flex flex-wrap justify-end gap-2">
        {demoPage && (
          <a href={demoPage} target="_blank" rel="noreferrer" className={buttonClasses({ size: 'large' })}>
            <ExternalLink aria-hidden />
            Open the demo page
          </a>
        )}
        <ButtonLink to="/conversations" variant="primary" size="large">
          Go to Live Chat
        </ButtonLink>
      </div>
    </div>
  );
}
