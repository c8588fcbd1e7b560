import { type PointerEvent, type ReactNode, useState } from 'react';
import { axisDay, dayName, labelEvery } from './chart-scale.ts';
import { classes } from './classes.ts';
import { useElementWidth } from './element-width.ts';

/** strong = the first thing to see, soft = its companion, neutral = neither. The same meaning keeps its tone in all charts. */
export type ChartTone = 'strong' | 'soft' | 'neutral';
/** One value a day; null = nothing to measure. */
export type ChartSeries = { name: string; tone: ChartTone; values: readonly (number | null)[] };

export type ChartProps = {
  /** What it shows, for those who do not see it; the data table says the rest. */
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
  neutral: 'fill-line-strong',
};

/** Where a day and a value lie, in px. */
export type Plot = { x: (index: number) => number; y: (value: number) => number; slot: number };

const HEIGHT = 190;
const TOP = 10;
const BOTTOM = 168;
/** A day takes at least this many px; longer ranges scroll sideways. */
const MIN_SLOT = 3;

/** Gridlines, axes, legend and the tooltip of a chart over days; `children` draws the marks. */
export function ChartFrame({ label, days, series, max, ticks, format, children }: ChartProps & { max: number; children: (plot: Plot) => ReactNode }) {
  const { width: room, ref } = useElementWidth();
  const [pointed, setPointed] = useState<number | null>(null);
  const lines = ticks(max);
  const top = lines.at(-1) ?? 1;
  const left = 12 + 6.2 * Math.max(...lines.map((value) => format(value).length));
  const width = Math.max(room, left + days.length * MIN_SLOT);
  const slot = (width - left) / Math.max(1, days.length);
  const plot: Plot = { x: (index) => left + (index + 0.5) * slot, y: (value) => BOTTOM - (value / top) * (BOTTOM - TOP), slot };
  const every = labelEvery(slot, 30);

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const index = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left - left) / slot);
    setPointed(index >= 0 && index < days.length ? index : null);
  };

  return (
    <div>
      {series.length > 1 && <Legend series={series} />}
      <div
        ref={ref}
        className="relative h-[190px] overflow-x-auto overflow-y-hidden"
        {...(width > room ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}
      >
        {room > 0 && (
          <>
            <svg
              width={width}
              height={HEIGHT}
              role="img"
              aria-label={`${label}. The table below has the same numbers.`}
              className="block touch-pan-y"
              onPointerMove={point}
              onPointerDown={point}
              onPointerLeave={() => setPointed(null)}
            >
              {pointed !== null && <rect x={plot.x(pointed) - slot / 2} y={TOP} width={slot} height={BOTTOM - TOP} className="fill-hover" />}
              {lines.map((value) => (
                <g key={value}>
                  <path d={`M${left} ${Math.round(plot.y(value)) + 0.5}H${width}`} className="stroke-line" />
                  <text x={left - 8} y={plot.y(value) + 4} textAnchor="end" className="fill-ink-3 text-tiny tabular-nums">
                    {format(value)}
                  </text>
                </g>
              ))}
              {children(plot)}
              {days.map(
                (day, index) =>
                  index % every === 0 && (
                    <text key={day} x={plot.x(index)} y={HEIGHT - 5} textAnchor="middle" className="fill-ink-3 text-tiny">
                      {axisDay(day, days[index - every])}
                    </text>
                  ),
              )}
            </svg>
            {pointed !== null && <PointedDay day={days[pointed] ?? ''} index={pointed} series={series} format={format} x={plot.x(pointed)} width={width} />}
          </>
        )}
      </div>
    </div>
  );
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
      {series.map((one) => (
        <li key={one.name} className="flex items-center gap-1.5">
          <Swatch tone={one.tone} />
          {one.name}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ tone }: { tone: ChartTone }) {
  return (
    <svg className="size-2 shrink-0" viewBox="0 0 8 8" aria-hidden>
      <rect width="8" height="8" rx="2" className={FILLS[tone]} />
    </svg>
  );
}

type PointedDayProps = Pick<ChartProps, 'series' | 'format'> & { day: string; index: number; x: number; width: number };

/** The numbers of the day under the pointer, on the side where there is room. */
function PointedDay({ day, index, series, format, x, width }: PointedDayProps) {
  const atRight = x < width / 2;
  return (
    <div
      aria-hidden
      className={classes('pointer-events-none absolute top-1 z-10 min-w-32 rounded-m border border-line bg-surface px-2.5 py-1.5 text-small shadow-high')}
      style={atRight ? { left: x + 14 } : { right: `calc(100% - ${x - 14}px)` }}
    >
      <div className="mb-0.5 font-medium whitespace-nowrap">{dayName(day)}</div>
      {series.map((one) => (
        <div key={one.name} className="flex items-center gap-1.5 whitespace-nowrap text-ink-2">
          <Swatch tone={one.tone} />
          <span className="mr-3 flex-1">{one.name}</span>
          <span className="text-ink tabular-nums">{one.values[index] == null ? '–' : format(one.values[index])}</span>
        </div>
      ))}
    </div>
  );
}
