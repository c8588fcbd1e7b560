import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './copy-installation.ts';

/** Without a terminal, a line is printed this often, in milliseconds. */
const LINE_INTERVAL_MS = 5000;

type Output = { isTTY?: boolean; write(text: string): unknown };

/** A bar on a terminal, lines elsewhere; both with rows per second and the time left. */
export function createProgress(output: Output & NodeJS.WritableStream, clock: () => Date): Progress {
  return output.isTTY ? createBar(output) : createLines(output, clock);
}

function createBar(output: NodeJS.WritableStream): Progress {
  let bar: SingleBar | undefined;
  let begunAt = 0;
  let added = 0;
  const rate = () => Math.round(added / Math.max(0.001, (performance.now() - begunAt) / 1000)).toLocaleString('en-US');
  return {
    begin: (what, total, done) => {
      begunAt = performance.now();
      added = 0;
      const format = `${what} {bar} {percentage} % | {value} of {total} rows | {rate} rows/s | {eta_formatted} left`;
      bar = new SingleBar(
        { format, stream: output, hideCursor: true, etaBuffer: 50, formatValue: (value) => value.toLocaleString('en-US') },
        Presets.shades_classic,
      );
      bar.start(total, done, { rate: '–' });
    },
    add: (rows) => {
      added += rows;
      bar?.increment(rows, { rate: rate() });
    },
    end: () => bar?.stop(),
  };
}

function createLines(output: Output, clock: () => Date): Progress {
  let what = '';
  let total = 0;
  let done = 0;
  /** When the last line was printed. */
  let last = { at: 0, done: 0 };
  const printLine = () => {
    const now = clock().getTime();
    const rate = now > last.at ? ((done - last.done) / (now - last.at)) * 1000 : 0;
    const left = rate > 0 ? `, ${Math.ceil(Math.max(0, total - done) / rate)} s left` : '';
    output.write(
      `${what}: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} rows, ${Math.round(rate).toLocaleString('en-US')} rows/s${left}\n`,
    );
    last = { at: now, done };
  };
  return {
    begin: (...begun) => {
      [what, total, done] = begun;
      last = { at: clock().getTime(), done };
      printLine();
    },
    add: (rows) => {
      done += rows;
      if (clock().getTime() - last.at >= LINE_INTERVAL_MS) printLine();
    },
    end: printLine,
  };
}
