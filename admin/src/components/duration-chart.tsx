import type { ReactNode } from 'react';
import type { AnalyticsDays } from '../queries/use-analytics.ts';
import { ChartCard } from '../ui/charts/chart-card.tsx';
import { durationTicks } from '../ui/charts/chart-scale.ts';
import type { ChartSeries } from '../ui/charts/chart-style.ts';
import { LineChart } from '../ui/charts/line-chart.tsx';
import { formatCount } from '../ui/format/format-number.ts';
import { formatDuration } from '../ui/format/format-time.ts';

type DurationChartProps = { title: string; of: 'firstResponse' | 'resolution'; definition: ReactNode; days: AnalyticsDays; fileName: string };

/** A duration per day: its median and its 90th percentile. */
export function DurationChart({ title, of, definition, days, fileName }: DurationChartProps) {
  const dates = days.map((day) => day.date);
  const series: ChartSeries[] = [
    { name: 'Median', tone: 'strong', values: days.map((day) => day[of].medianSeconds) },
    { name: '90% within', tone: 'soft', values: days.map((day) => day[of].p90Seconds) },
  ];
  return (
    <ChartCard
      title={title}
      definition={<>{definition} Median: half of them took no longer. “90% within” is the 90th percentile: one in ten took longer.</>}
      days={dates}
      columns={[
        { name: 'Conversations', values: days.map((day) => day[of].count), format: formatCount },
        ...series.map(({ name, values }) => ({ name, values, format: formatDuration, unit: 'seconds' })),
      ]}
      fileName={fileName}
    >
      <LineChart label={`${title} per day, median and 90th percentile`} days={dates} series={series} ticks={durationTicks} format={formatDuration} />
    </ChartCard>
  );
}

export function FirstResponseChart({ days, fileName }: Pick<DurationChartProps, 'days' | 'fileName'>) {
  return (
    <DurationChart
      title="First response"
      of="firstResponse"
      definition="From a visitor’s first message to an agent’s first message, on the day of the first message. Bot answers do not count."
      days={days}
      fileName={fileName}
    />
  );
}
