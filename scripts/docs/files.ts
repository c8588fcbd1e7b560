import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../node24.mjs';

const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.cache']);

/** The repository's own files that match a pattern, relative to its root, with `/` between folders. */
export function listFiles(...patterns: string[]): string[] {
  const found = globSync(patterns, { cwd: ROOT, exclude: (path) => NOT_OURS.has(path.split(/[\\/]/).at(-1) ?? '') });
  return found.map((path) => path.replaceAll('\\', '/')).sort();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
