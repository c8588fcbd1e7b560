import type { Site } from '@supportchat/protocol';
import { useNavigate, useParams } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { useSite } from '../../queries/use-site.ts';
import { ApiError } from '../../session/api.ts';
import { canManage, useMe } from '../../session/session.ts';
import { NotFound } from '../../shell/route-failure.tsx';
import { BackLink } from '../../ui/page/back-link.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Tabs } from '../../ui/page/tabs.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AnswersForm } from './answers-form.tsx';
import { EmbedTab } from './embed-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import { SiteDetails } from './site-details.tsx';
import { WidgetForm } from './widget-form.tsx';

const PARTS = ['widget', 'answers', 'embed', 'general'] as const;
type Part = (typeof PARTS)[number];

/** One site: its settings in four parts, each with an address. */
export function SitePage() {
  const { siteId = '' } = useParams();
  const site = useSite(siteId);
  const back = <BackLink to="/sites">Sites</BackLink>;

  if (site.isError && !site.data) {
    if (site.error instanceof ApiError && (site.error.code === 'NOT_FOUND' || site.error.code === 'VALIDATION')) return <NotFound />;
    return (
      <Page title="Site" above={back}>
        <Failure error={site.error} title="The site could not be loaded" onRetry={() => void site.refetch()} />
      </Page>
    );
  }
  return (
    <Page title={site.data?.name ?? 'Site'} width="settings" above={back} actions={site.data && !site.data.isActive && <Tag>Switched off</Tag>}>
      {site.data ? <SiteParts key={site.data._id} site={site.data} /> : <PageSkeleton />}
    </Page>
  );
}

function SiteParts({ site }: { site: Site }) {
  const manages = canManage(useMe());
  const navigate = useNavigate();
  const { part = 'widget' } = useParams();
  if (!manages) return <SiteDetails site={site} />;
  if (!PARTS.includes(part as Part)) return <NotFound />;
  return (
    <Tabs
      label={`Settings of ${site.name}`}
      value={part as Part}
      onChange={(next) => void navigate(`/sites/${site._id}/${next}`)}
      tabs={[
        { value: 'widget', label: 'Widget', panel: <WidgetForm site={site} /> },
        { value: 'answers', label: 'Answers', panel: <AnswersForm site={site} /> },
        { value: 'embed', label: 'Embed', panel: <EmbedTab site={site} /> },
        { value: 'general', label: 'General', panel: <GeneralTab site={site} /> },
      ]}
    />
  );
}

function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading site" className="flex max-w-[560px] flex-col gap-6">
      <Skeleton className="h-4 w-72" />
      <Skeleton className="h-7" />
      <Skeleton className="h-7" />
      <Skeleton className="h-16" />
    </div>
  );
}
