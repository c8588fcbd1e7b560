import { formatFullDay } from './chart-scale.ts';
import { type ChartMark, type ChartProps, type ChartTone, FILLS, STROKES } from './chart-style.ts';

type Marked = { mark: ChartMark };

/** Names of the series, each with a sample of how it is drawn. */
export function Legend({ series, mark }: Pick<ChartProps, 'series'> & Marked) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
      {series.map((one) => (
        <li key={one.name} className="flex items-center gap-1.5">
          <Swatch tone={one.tone} mark={mark} />
          {one.name}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ tone, mark }: { tone: ChartTone } & Marked) {
  if (mark === 'line')
    return (
      <svg className="h-2 w-3.5 shrink-0" viewBox="0 0 14 8" aria-hidden>
        <path d="M0 4h14" className={STROKES[tone]} strokeWidth="2" />
      </svg>
    );
  return (
    <svg className="size-2 shrink-0" viewBox="0 0 8 8" aria-hidden>
      <rect width="8" height="8" rx="2" className={FILLS[tone]} />
    </svg>
  );
}

type PointedDayProps = Pick<ChartProps, 'series' | 'format'> & Marked & { day: string; index: number; x: number; width: number };

/** The numbers of the day under the pointer, on the side where there is room. */
export function PointedDay({ day, index, series, format, mark, x, width }: PointedDayProps) {
  const atRight = x < width / 2;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-1 z-10 min-w-32 rounded-m border border-line bg-surface px-2.5 py-1.5 text-small shadow-high"
      style={atRight ? { left: x + 14 } : { right: `calc(100% - ${x - 14}px)` }}
    >
      <div className="mb-0.5 font-medium whitespace-nowrap">{formatFullDay(day)}</div>
      {series.map((one) => (
        <div key={one.name} className="flex items-center gap-1.5 whitespace-nowrap text-ink-2">
          <Swatch tone={one.tone} mark={mark} />
          <span className="mr-3 flex-1">{one.name}</span>
          <span className="text-ink tabular-nums">{one.values[index] == null ? '–' : format(one.values[index])}</span>
        </div>
      ))}
    </div>
  );
}
