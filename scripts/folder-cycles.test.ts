import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles, read } from './docs/files.ts';

type Arrows = Map<string, Set<string>>;

describe('no folder imports what imports it, directly or through others', () => {
  // A screen counts as one folder with its rooms; `ui/` does as well.
  test('in the panel', () => {
    const arrows = arrowsBetween('admin/src', (file) => /^(screens\/[^/]+|[^/]+)\//.exec(file)?.[1]);
    expect(arrows.get('shell')).toContain('queries');
    expect(findCycle(arrows)).toBeNull();
  });

  test('in the server', () => {
    const arrows = arrowsBetween('server/src', (file) => /^(?!testing\/)([^/]+)\//.exec(file)?.[1]);
    expect(arrows.get('instances')).toContain('realtime');
    expect(findCycle(arrows)).toBeNull();
  });

  test('one that does is found', () => {
    const arrows: Arrows = new Map(Object.entries({ ui: ['session'], session: ['http'], http: ['ui', 'text'] }).map(([from, to]) => [from, new Set(to)]));
    expect(findCycle(arrows)).toEqual(['ui', 'session', 'http', 'ui']);
  });
});

/** Which folder imports which, lazily too, by the folder that `folderOf` names; files without one are left out. */
function arrowsBetween(root: string, folderOf: (file: string) => string | undefined): Arrows {
  const arrows: Arrows = new Map();
  for (const file of listFiles(`${root}/**/*.{ts,tsx}`)) {
    const from = folderOf(posix.relative(root, file));
    if (!from || /\.test\.tsx?$/.test(file)) continue;
    for (const [, path = ''] of read(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      const to = folderOf(posix.relative(root, posix.join(posix.dirname(file), path)));
      if (to && to !== from) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  return arrows;
}

/** The folders of one cycle, the first repeated at the end; null when there is none. */
function findCycle(arrows: Arrows): string[] | null {
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): string[] | null => {
    const start = path.indexOf(folder);
    if (start !== -1) return [...path.slice(start), folder];
    if (done.has(folder)) return null;
    for (const next of arrows.get(folder) ?? []) {
      const found = visit(next, [...path, folder]);
      if (found) return found;
    }
    done.add(folder);
    return null;
  };
  for (const folder of arrows.keys()) {
    const found = visit(folder, []);
    if (found) return found;
  }
  return null;
}
