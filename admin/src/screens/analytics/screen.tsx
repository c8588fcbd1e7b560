import { ChartSpline } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { SiteFilter } from '../../components/site-filter.tsx';
import { serverNow } from '../../http/server-clock.ts';
import { browserTimeZone, todayIn } from '../../queries/days.ts';
import { isQuiet } from '../../queries/unanswered.ts';
import { useAnalytics } from '../../queries/use-analytics.ts';
import { useSiteChoice } from '../../queries/use-site-choice.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Page } from '../../ui/page/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Charts } from './charts.tsx';
import { formatDayRange, type Range, rangeBefore, readRange, writeRange } from './range.ts';
import { RangePicker } from './range-picker.tsx';
import { Totals } from './totals.tsx';

/** What happened in a range of days: totals, and a chart each for conversations, messages, times and the bot. */
export function Screen() {
  const siteId = useSiteChoice();
  const [address, setAddress] = useSearchParams();
  const timeZone = browserTimeZone();
  const today = todayIn(timeZone, serverNow());
  const range = readRange(address, today);
  const report = useAnalytics(range, siteId);
  const earlier = rangeBefore(range);
  const before = useAnalytics(earlier, siteId);
  const setRange = (next: Range) => setAddress(writeRange(next), { replace: true });
  const now = report.data;

  return (
    <Page title="Analytics" width="board" actions={<SiteFilter />}>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <RangePicker range={range} today={today} onChange={setRange} />
        <p className="text-small text-ink-3 sm:pt-1.5">
          Time zone: {timeZone.replaceAll('_', ' ')} · compared with {formatDayRange(earlier)}
        </p>
      </div>
      {report.isError && !now && <Failure error={report.error} title="The report could not be loaded" onRetry={() => void report.refetch()} />}
      {!(report.isError && !now) && (
        <div className={classes('transition-opacity', report.isPlaceholderData && 'opacity-60')}>
          <Totals now={now} before={report.isPlaceholderData || before.isPlaceholderData ? undefined : before.data} />
          {report.isPending && <ChartsSkeleton />}
          {now && isQuiet(now.days) && (
            <Card padded={false}>
              <EmptyState
                icon={<ChartSpline />}
                title="No activity in this period"
                action={range.choice !== '90' && <Button onClick={() => setRange({ ...range, choice: '90' })}>Show the last 90 days</Button>}
              >
                No visitor wrote{siteId ? ' on this site' : ''} during these days.
              </EmptyState>
            </Card>
          )}
          {now && !isQuiet(now.days) && <Charts report={now} />}
        </div>
      )}
    </Page>
  );
}

function ChartsSkeleton() {
  return (
    <div role="status" aria-label="Loading report" className="flex flex-col gap-7">
      {[0, 1].map((row) => (
        <Card key={row}>
          <Skeleton className="mb-4 w-40" />
          <Skeleton className="h-[190px]" />
        </Card>
      ))}
    </div>
  );
}
