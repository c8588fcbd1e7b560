import { ChartFrame, type Plot } from './chart-frame.tsx';
import { type ChartProps, FILLS } from './chart-style.ts';

/** One bar per day; several series are stacked, the first at the bottom. */
export function BarChart(props: ChartProps) {
  const { days, series } = props;
  const max = Math.max(0, ...days.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0)));
  return (
    <ChartFrame {...props} max={max} mark="bar">
      {(plot) => days.map((day, index) => <Bar key={day} index={index} series={series} plot={plot} />)}
    </ChartFrame>
  );
}

function Bar({ index, series, plot }: { index: number; series: ChartProps['series']; plot: Plot }) {
  const width = Math.max(1, Math.min(24, plot.slot * 0.62));
  const radius = Math.min(2, width / 4);
  const gap = plot.slot > 8 ? 1.5 : 0;
  let below = 0;
  return series.map((one) => {
    const value = one.values[index] ?? 0;
    if (value <= 0) return null;
    const foot = plot.y(below) - (below > 0 ? gap : 0);
    below += value;
    const height = Math.max(1, foot - plot.y(below));
    return <rect key={one.name} x={plot.x(index) - width / 2} y={foot - height} width={width} height={height} rx={radius} className={FILLS[one.tone]} />;
  });
}
