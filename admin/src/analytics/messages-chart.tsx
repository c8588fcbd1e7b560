import { BarChart } from '../ui/bar-chart.tsx';
import { ChartCard } from '../ui/chart-card.tsx';
import type { ChartSeries } from '../ui/chart-look.ts';
import { countTicks } from '../ui/chart-scale.ts';
import { countWords } from '../ui/number-words.ts';
import type { AnalyticsDays } from './use-analytics.ts';

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
      columns={series.map(({ name, values }) => ({ name, values, format: countWords }))}
      fileName={fileName}
    >
      <BarChart label="Messages per day by sender" days={dates} series={series} ticks={countTicks} format={countWords} />
    </ChartCard>
  );
}
