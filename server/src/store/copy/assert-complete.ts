import type { Mark } from './installation.ts';
import { peekMark } from './sqlite/sqlite-mark.ts';

/** Throws when the file is an incomplete copy. Changes nothing. */
export function assertCompleteFile(file: string): void {
  assertComplete(file, peekMark(file));
}

/** Throws when the database is an incomplete copy. */
export async function assertCompleteDatabase(uri: string): Promise<void> {
  // The driver is loaded only where it is used.
  const { peekMark: peekDatabase } = await import('./mongo/open-database.ts');
  assertComplete('The database', await peekDatabase(uri));
}

function assertComplete(name: string, mark: Mark | null): void {
  if (mark) throw new Error(`${name} is an unfinished copy of ${mark.source.name}: finish it with "supportchat copy", or remove it.`);
}
