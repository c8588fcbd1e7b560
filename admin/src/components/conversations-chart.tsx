import { unanswered } from '../queries/unanswered.ts';
import type { AnalyticsDays } from '../queries/use-analytics.ts';
import { BarChart } from '../ui/charts/bar-chart.tsx';
import { ChartCard } from '../ui/charts/chart-card.tsx';
import { countTicks } from '../ui/charts/chart-scale.ts';
import type { ChartSeries } from '../ui/charts/chart-style.ts';
import { formatCount } from '../ui/format/format-number.ts';

/** Conversations per day: who answered them. */
export function ConversationsChart({ days, title, fileName }: { days: AnalyticsDays; title: string; fileName: string }) {
  const dates = days.map((day) => day.date);
  const series: ChartSeries[] = [
    { name: 'By an agent', tone: 'strong', values: days.map((day) => day.answeredByAgent) },
    { name: 'By the bot alone', tone: 'soft', values: days.map((day) => day.answeredByBotAlone) },
    { name: 'Unanswered', tone: 'neutral', values: days.map(unanswered) },
  ];
  return (
    <ChartCard
      title={title}
      definition="Each conversation counts on the day of its first message. By an agent: an agent replied. By the bot alone: the bot answered and no agent replied. Unanswered: neither did."
      days={dates}
      columns={[
        { name: 'All', values: days.map((day) => day.conversations), format: formatCount },
        ...series.map(({ name, values }) => ({ name, values, format: formatCount })),
      ]}
      fileName={fileName}
    >
      <BarChart label="Conversations per day" days={dates} series={series} ticks={countTicks} format={formatCount} />
    </ChartCard>
  );
}
