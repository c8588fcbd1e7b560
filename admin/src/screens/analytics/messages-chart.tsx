import type { AnalyticsDays } from '../../queries/use-analytics.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { ChartCard } from '../../ui/charts/chart-card.tsx';
import { countTicks } from '../../ui/charts/chart-scale.ts';
import type { ChartSeries } from '../../ui/charts/chart-style.ts';
import { formatCount } from '../../ui/format/format-number.ts';

/** Messages per day by who sent them. */
export function MessagesChart({ days, fileName }: { days: AnalyticsDays; fileName: string }) {
  const dates = days.map((day) => day.date);
  const series: ChartSeries[] = [
    { name: 'Agents', tone: 'strong', values: days.map((day) => day.agentMessages) },
    { name: 'Bot', tone: 'soft', values: days.map((day) => day.botMessages) },
    { name: 'Visitors', tone: 'neutral', values: days.map((day) => day.visitorMessages) },
  ];
  return (
    <ChartCard
      title="Messages"
      definition="Each message counts on the day it was sent, even if its conversation started earlier."
      days={dates}
      columns={series.map(({ name, values }) => ({ name, values, format: formatCount }))}
      fileName={fileName}
    >
      <BarChart label="Messages per day by sender" days={dates} series={series} ticks={countTicks} format={formatCount} />
    </ChartCard>
  );
}
