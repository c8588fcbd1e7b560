import type { Site } from '@supportchat/protocol';
import type { ComponentType } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { ApiError } from '../../http/api-error.ts';
import { SITE_PARTS, type SitePart } from '../../queries/site-parts.ts';
import { useSite } from '../../queries/use-site.ts';
import { may, useMe } from '../../session/session.ts';
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

const PANELS: Record<SitePart, ComponentType<{ site: Site }>> = { widget: WidgetForm, answers: AnswersForm, embed: EmbedTab, general: GeneralTab };

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
  const manages = may(useMe(), 'manage-sites');
  const navigate = useNavigate();
  const { part = 'widget' } = useParams();
  if (!manages) return <SiteDetails site={site} />;
  const open = SITE_PARTS.find((each) => each.part === part)?.part;
  if (!open) return <NotFound />;
  return (
    <Tabs
      label={`Settings of ${site.name}`}
      value={open}
      onChange={(next) => void navigate(`/sites/${site._id}/${next}`)}
      tabs={SITE_PARTS.map(({ part, tab }) => {
        const Panel = PANELS[part];
        return { value: part, label: tab, panel: <Panel site={site} /> };
      })}
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
