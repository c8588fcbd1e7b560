import type { Comparison } from './verify.ts';

const PREFIX = 12;

/** A table of the comparison, and what it means. */
export function describeComparison(compared: Comparison[], isVerifyOnly: boolean): string {
  const rows = compared.map(({ part, from, to, isSame }) => [
    from.bytes === undefined ? part : `${part} (${from.bytes.toLocaleString('en-US')} bytes)`,
    from.rows.toLocaleString('en-US'),
    to.rows.toLocaleString('en-US'),
    from.hash.slice(0, PREFIX),
    isSame ? 'same' : `DIFFERS ${to.hash.slice(0, PREFIX)}`,
  ]);
  const different = compared.filter(({ isSame }) => !isSame).map(({ part }) => part);
  return `${[...table([['part', 'rows from', 'rows to', 'SHA-256', ''], ...rows]), '', verdict(different, isVerifyOnly)].join('\n')}\n`;
}

function verdict(different: string[], isVerifyOnly: boolean): string {
  const what = different.join(', ');
  if (different.length === 0) return isVerifyOnly ? 'Both are the same.' : 'The copy is complete, and the same as its source.';
  if (isVerifyOnly) return `They differ: ${what}.`;
  return `The copy differs from its source: ${what}. No server will start on it. Most likely a server runs on the source: stop it, remove the target and copy again.`;
}

/** Columns of equal width; numbers right-aligned. */
function table(rows: string[][]): string[] {
  const widths = rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
