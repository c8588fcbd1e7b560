import { PanelTop } from 'lucide-react';
import { useSites } from '../queries.ts';
import { canManage, useMe } from '../session.ts';
import { useSiteChoice } from '../shell/site-choice.ts';
import { SiteFilter } from '../sites/site-filter.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { Card, Page } from '../ui/page.tsx';
import { Checklist } from './checklist.tsx';
import { LiveFigures } from './live-figures.tsx';
import { RecentDays } from './recent-days.tsx';
import { useLiveCounts, useLiveUpdates } from './use-live.ts';
import { WaitingLongest } from './waiting-longest.tsx';

/** What is going on right now, and what is still to set up. */
export function Screen() {
  const manages = canManage(useMe());
  const siteId = useSiteChoice();
  const { data: sites } = useSites();
  const counts = useLiveCounts(siteId);
  useLiveUpdates(siteId);
  const idle = !manages && sites?.length === 0;

  return (
    <Page title="Dashboard" actions={<SiteFilter />}>
      {manages && <Checklist />}
      {idle ? (
        <Card padded={false}>
          <EmptyState icon={<PanelTop />} title="You answer on no site yet">
            An owner or admin can add you to one under Agents.
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
          <div className="grid gap-5 md:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] md:gap-7 [&>*]:min-w-0">
            <RecentDays siteId={siteId} />
            <WaitingLongest siteId={siteId} />
          </div>
        </>
      )}
    </Page>
  );
}
