/** strong = the first thing to see, soft = its companion, neutral = neither. The same meaning keeps its tone in all charts. */
export type ChartTone = 'strong' | 'soft' | 'neutral';
/** One value per day; null = nothing to measure. */
export type ChartSeries = { name: string; tone: ChartTone; values: readonly (number | null)[] };

export type ChartProps = {
  /** What it shows, for users who cannot see it; the value of each day is read out as the arrow keys move through the days. */
  label: string;
  /** YYYY-MM-DD, oldest first. */
  days: readonly string[];
  series: readonly ChartSeries[];
  /** Gridlines from 0 to the top, given the highest value. */
  ticks: (max: number) => number[];
  /** A value in words, on the axis and in the tooltip. */
  format: (value: number) => string;
};

export const FILLS: Record<ChartTone, string> = {
  strong: 'fill-accent',
  soft: 'fill-[color-mix(in_oklab,var(--accent)_32%,var(--surface))] dark:fill-[color-mix(in_oklab,var(--accent)_48%,var(--surface))]',
  neutral: 'fill-line-strong dark:fill-[color-mix(in_oklab,var(--control-border)_75%,var(--surface))]',
};

/** Lines are drawn thinner than bars, so they stand out more from the ground; the companion is dashed too. */
export const STROKES: Record<ChartTone, string> = {
  strong: 'stroke-accent',
  soft: 'stroke-[color-mix(in_oklab,var(--accent)_45%,var(--surface))] dark:stroke-[color-mix(in_oklab,var(--accent)_60%,var(--text-2))] [stroke-dasharray:5_3]',
  neutral: 'stroke-control',
};

/** How a chart draws: the legend shows the same. */
export type ChartMark = 'bar' | 'line';
