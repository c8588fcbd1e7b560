import { ConversationsChart } from '../analytics/conversations-chart.tsx';
import { browserTimeZone, shiftDay, todayIn } from '../analytics/days.ts';
import { FirstResponseChart } from '../analytics/duration-chart.tsx';
import { useAnalytics } from '../analytics/use-analytics.ts';
import { serverNow } from '../server-clock.ts';
import { Failure } from '../ui/failure.tsx';
import { Card } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const DAYS = 14;

/** The last 14 days: conversations, and how fast they were answered. */
export function RecentDays({ siteId }: { siteId: string | null }) {
  const to = todayIn(browserTimeZone(), serverNow());
  const from = shiftDay(to, 1 - DAYS);
  const report = useAnalytics({ from, to }, siteId);
  if (report.data) {
    const { days } = report.data;
    return (
      <>
        <ConversationsChart days={days} title={`Conversations, last ${DAYS} days`} fileName={`conversations-${from}-to-${to}`} />
        <FirstResponseChart days={days} fileName={`first-response-${from}-to-${to}`} />
      </>
    );
  }
  return (
    <Card>
      {report.isError ? (
        <Failure error={report.error} title="The chart could not be loaded" onRetry={() => void report.refetch()} />
      ) : (
        <div role="status" aria-label="Loading chart">
          <Skeleton className="mb-4 w-48" />
          <Skeleton className="h-[210px]" />
        </div>
      )}
    </Card>
  );
}
