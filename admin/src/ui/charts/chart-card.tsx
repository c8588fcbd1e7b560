import { Download, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../button.tsx';
import { Hint } from '../overlays/hint.tsx';
import { Card } from '../page/page.tsx';
import { Td, Th } from '../table.tsx';
import { formatFullDay } from './chart-scale.ts';
import { download, toCsv } from './csv.ts';

/** One column of the data table, formatted on screen and plain in the file. */
export type ChartColumn = {
  name: string;
  values: readonly (number | null)[];
  format: (value: number) => string;
  /** Unit in the file's heading, such as `seconds`. */
  unit?: string;
};

type ChartCardProps = {
  title: string;
  /** What is counted, and how. */
  definition?: ReactNode;
  /** YYYY-MM-DD, oldest first. */
  days: readonly string[];
  columns: readonly ChartColumn[];
  /** Name of the CSV file without `.csv`. */
  fileName: string;
  children: ReactNode;
};

/** A chart with its definition, its data table behind a button, and the same numbers as a file. */
export function ChartCard({ title, definition, days, columns, fileName, children }: ChartCardProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const save = () =>
    download(
      `${fileName}.csv`,
      toCsv([
        ['Day', ...columns.map(({ name, unit }) => (unit ? `${name} (${unit})` : name))],
        ...days.map((day, index) => [day, ...columns.map(({ values }) => values[index] ?? null)]),
      ]),
    );
  return (
    <Card>
      <section aria-labelledby={`${id}-title`}>
        <div className="mb-2.5 flex items-start gap-2">
          <h2 id={`${id}-title`} className="min-w-0 text-read font-semibold">
            {title}
          </h2>
          {definition && (
            <span className="flex h-[21px] items-center">
              <Hint about={title}>{definition}</Hint>
            </span>
          )}
          <div className="-mt-1 -mr-2 ml-auto flex shrink-0">
            <Button variant="quiet" icon={<Table2 />} aria-expanded={open} aria-controls={`${id}-table`} onClick={() => setOpen(!open)}>
              <span className="max-sm:sr-only">{open ? 'Hide table' : 'Table'}</span>
            </Button>
            <Button variant="quiet" icon={<Download />} onClick={save} aria-label={`Download ${title.toLowerCase()} as CSV`}>
              <span className="max-sm:sr-only">CSV</span>
            </Button>
          </div>
        </div>
        {children}
        <div id={`${id}-table`} hidden={!open} className="-mx-5 mt-3 -mb-[18px] border-t border-line">
          {open && <DataTable title={title} days={days} columns={columns} />}
        </div>
      </section>
    </Card>
  );
}

function DataTable({ title, days, columns }: Pick<ChartCardProps, 'title' | 'days' | 'columns'>) {
  return (
    <div className="max-h-80 overflow-auto" role="region" aria-label={`${title}: table`} tabIndex={0}>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{title}</caption>
        <thead className="sticky top-0 bg-surface">
          <tr>
            <Th className="pl-5">Day</Th>
            {columns.map(({ name }) => (
              <Th key={name} end className="last:pr-5">
                {name}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day}>
              <Td className="py-1.5 pl-5 whitespace-nowrap">{formatFullDay(day)}</Td>
              {columns.map(({ name, values, format }) => (
                <Td key={name} end className="py-1.5 whitespace-nowrap last:pr-5">
                  {values[index] == null ? <span className="text-ink-3">–</span> : format(values[index])}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
