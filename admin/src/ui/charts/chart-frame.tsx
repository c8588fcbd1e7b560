import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useState } from 'react';
import { Legend, PointedDay } from './chart-legend.tsx';
import { formatAxisDay, formatFullDay, labelInterval } from './chart-scale.ts';
import type { ChartMark, ChartProps } from './chart-style.ts';
import { useElementWidth } from './use-element-width.ts';

/** The position of a day and a value, in px. */
export type Plot = { x: (index: number) => number; y: (value: number) => number; slot: number };

const HEIGHT = 190;
const TOP = 10;
const BOTTOM = 168;
/** A day takes at least this many px; longer ranges scroll sideways. */
const MIN_SLOT = 2;

/** Gridlines, axes, legend and the tooltip of a chart over days; `children` draws the marks. */
export function ChartFrame({
  label,
  days,
  series,
  max,
  ticks,
  format,
  mark,
  children,
}: ChartProps & { max: number; mark: ChartMark; children: (plot: Plot) => ReactNode }) {
  const { width: room, ref } = useElementWidth();
  const [pointed, setPointed] = useState<number | null>(null);
  const lines = ticks(max);
  const top = lines.at(-1) ?? 1;
  const left = 12 + 6.2 * Math.max(...lines.map((value) => format(value).length));
  const width = Math.max(room, left + days.length * MIN_SLOT);
  const slot = (width - left) / Math.max(1, days.length);
  const plot: Plot = { x: (index) => left + (index + 0.5) * slot, y: (value) => BOTTOM - (value / top) * (BOTTOM - TOP), slot };
  const isWide = width > room;
  // The newest days are at the end: start there.
  useLayoutEffect(() => {
    if (isWide && ref.current) ref.current.scrollLeft = ref.current.scrollWidth;
  }, [isWide, width, ref]);
  const every = labelInterval(slot);

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const index = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left - left) / slot);
    setPointed(index >= 0 && index < days.length ? index : null);
  };

  /** The arrow keys move through the days, as on a slider; Home and End go to the first and last. */
  const walk = (event: KeyboardEvent) => {
    const last = days.length - 1;
    const at = pointed ?? last + 1;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') setPointed(null);
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, next));
    setPointed(index);
    if (isWide) ref.current?.scrollTo({ left: plot.x(index) - room / 2 });
  };
  const shown = pointed ?? days.length - 1;
  const spoken = [formatFullDay(days[shown] ?? ''), ...series.map(({ name, values }) => `${name} ${values[shown] == null ? 'none' : format(values[shown])}`)];

  return (
    <div>
      {series.length > 1 && <Legend series={series} mark={mark} />}
      <div
        ref={ref}
        className="relative h-[190px] overflow-x-auto overflow-y-hidden rounded-s"
        tabIndex={0}
        role="slider"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, days.length - 1)}
        aria-valuenow={shown}
        aria-valuetext={spoken.join(', ')}
        onKeyDown={walk}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setPointed(days.length - 1)}
        onBlur={() => setPointed(null)}
      >
        {room > 0 && (
          <>
            <svg
              width={width}
              height={HEIGHT}
              aria-hidden
              className={isWide ? 'block' : 'block touch-pan-y'}
              onPointerMove={point}
              onPointerDown={point}
              onPointerLeave={() => setPointed(null)}
            >
              {/* A line, not a highlighted area: that would look clickable. */}
              {pointed !== null && <path d={`M${Math.round(plot.x(pointed)) + 0.5} ${TOP}V${BOTTOM}`} className="stroke-line-strong" />}
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
                      {formatAxisDay(day, days[index - every])}
                    </text>
                  ),
              )}
            </svg>
            {pointed !== null && (
              <PointedDay day={days[pointed] ?? ''} index={pointed} series={series} format={format} mark={mark} x={plot.x(pointed)} width={width} />
            )}
          </>
        )}
      </div>
    </div>
  );
}
