import { classes } from '../classes.ts';
import { ChartFrame, type Plot } from './chart-frame.tsx';
import { type ChartProps, type ChartSeries, FILLS, STROKES } from './chart-style.ts';

/** One line per series. Days without a value leave a gap; a day alone between gaps is a dot. */
export function LineChart(props: ChartProps) {
  const max = Math.max(0, ...props.series.flatMap((one) => one.values.map((value) => value ?? 0)));
  return (
    <ChartFrame {...props} max={max} mark="line">
      {(plot) => props.series.toReversed().map((one) => <Line key={one.name} series={one} plot={plot} />)}
    </ChartFrame>
  );
}

function Line({ series, plot }: { series: ChartSeries; plot: Plot }) {
  const runs = contiguousRuns(series.values);
  return (
    <g>
      {runs.map(
        (run) =>
          run.length > 1 && (
            <polyline
              key={run[0]?.index}
              points={run.map(({ index, value }) => `${plot.x(index)},${plot.y(value)}`).join(' ')}
              className={classes('fill-none [stroke-width:1.75]', STROKES[series.tone])}
              strokeLinejoin="round"
              strokeLinecap="round"
            />
          ),
      )}
      {runs.flatMap((run) =>
        run.length === 1 || plot.slot > 18
          ? run.map(({ index, value }) => <circle key={index} cx={plot.x(index)} cy={plot.y(value)} r={2.5} className={FILLS[series.tone]} />)
          : [],
      )}
    </g>
  );
}

/** Runs of neighbouring days that have a value. */
export function contiguousRuns(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  let run: { index: number; value: number }[] | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) run = null;
    else if (run) run.push({ index, value });
    else runs.push((run = [{ index, value }]));
  }
  return runs;
}
