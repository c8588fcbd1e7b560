import { dayBotShare } from '../../queries/unanswered.ts';
import type { AnalyticsDays } from '../../queries/use-analytics.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { ChartCard } from '../../ui/charts/chart-card.tsx';
import { shareTicks } from '../../ui/charts/chart-scale.ts';
import type { ChartSeries } from '../../ui/charts/chart-style.ts';
import { formatCount, formatPercent } from '../../ui/format/format-number.ts';

/** Share of conversations that only the bot answered, per day. */
export function BotChart({ days, fileName }: { days: AnalyticsDays; fileName: string }) {
  const dates = days.map((day) => day.date);
  const series: ChartSeries[] = [{ name: 'By the bot alone', tone: 'soft', values: days.map(dayBotShare) }];
  return (
    <ChartCard
      title="Answered by the bot"
      definition="The share of each day’s new conversations that the bot answered without an agent. For how helpful the answers were, see the counts under FAQs."
      days={dates}
      columns={[
        { name: 'Conversations', values: days.map((day) => day.conversations), format: formatCount },
        { name: 'By the bot alone', values: days.map(dayBotShare), format: formatPercent, unit: 'share, 0 to 1' },
      ]}
      fileName={fileName}
    >
      <BarChart label="Share of conversations that the bot answered alone, per day" days={dates} series={series} ticks={shareTicks} format={formatPercent} />
    </ChartCard>
  );
}
