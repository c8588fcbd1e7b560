import { PanelTop } from 'lucide-react';
import { Failure } from '../../components/failure.tsx';
import { SiteFilter } from '../../components/site-filter.tsx';
import { useSiteChoice } from '../../queries/use-site-choice.ts';
import { useSites } from '../../queries/use-sites.ts';
import { may, useMe } from '../../session/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Page } from '../../ui/page/page.tsx';
import { Checklist } from './checklist.tsx';
import { LiveFigures } from './live-figures.tsx';
import { RecentDays } from './recent-days.tsx';
import { Team } from './team.tsx';
import { useLiveCounts, useLiveUpdates } from './use-live-figures.ts';
import { WaitingLongest } from './waiting-longest.tsx';

/** The current activity, and what is still to set up. */
export function Screen() {
  const manages = may(useMe(), 'manage-sites');
  const siteId = useSiteChoice();
  const { data: sites } = useSites();
  const counts = useLiveCounts(siteId);
  useLiveUpdates(siteId);
  const idle = !manages && sites?.length === 0;

  return (
    <Page title="Dashboard" width="board" actions={<SiteFilter />}>
      {manages && <Checklist />}
      {idle ? (
        <Card padded={false}>
          <EmptyState icon={<PanelTop />} title="You have not been added to a site yet">
            Ask an owner or admin to add you under Agents.
          </EmptyState>
        </Card>
      ) : (
        <>
          {counts.isError && !counts.data ? (
            <Card className="mb-7">
              <Failure className="py-4" error={counts.error} title="The counts could not be loaded" onRetry={() => void counts.refetch()} />
            </Card>
          ) : (
            <LiveFigures counts={counts.data} />
          )}
          <div className="grid items-start gap-5 md:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] 3xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,0.8fr)] [&>*]:min-w-0">
            <div className="flex flex-col gap-5 md:row-span-2 3xl:row-span-1">
              <RecentDays siteId={siteId} />
            </div>
            <WaitingLongest siteId={siteId} total={counts.data?.waiting} />
            <Team siteId={siteId} />
          </div>
        </>
      )}
    </Page>
  );
}
