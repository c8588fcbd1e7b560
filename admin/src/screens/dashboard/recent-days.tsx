import { ConversationsChart } from '../../components/conversations-chart.tsx';
import { FirstResponseChart } from '../../components/duration-chart.tsx';
import { Failure } from '../../components/failure.tsx';
import { serverNow } from '../../http/server-clock.ts';
import { browserTimeZone, shiftDay, todayIn } from '../../queries/days.ts';
import { useAnalytics } from '../../queries/use-analytics.ts';
import { Card } from '../../ui/page/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

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
