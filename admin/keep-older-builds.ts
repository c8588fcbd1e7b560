import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Builds whose files are kept, the newest included. */
const KEPT = 3;
/** A dot-file, so that it is never served. */
const RECORD = '.builds.json';

/** Names of the files of the last builds, newest first, with a new build added. Two builds with the same files count once. */
export function recordBuild(builds: readonly string[][], files: readonly string[]): string[][] {
  const newest = [...files].sort();
  return [newest, ...builds.filter((build) => build.join() !== newest.join())].slice(0, KEPT);
}

/** A page that was opened before an update still asks for that build's files: those of the last builds stay beside the new ones. */
export function keepOlderBuilds(): Plugin {
  return {
    name: 'keep-older-builds',
    apply: 'build',
    config: () => ({ build: { emptyOutDir: false } }),
    writeBundle({ dir = 'dist' }, bundle) {
      const assets = join(dir, 'assets');
      const builds = recordBuild(readRecord(dir), Object.keys(bundle));
      const kept = new Set(builds.flat());
      mkdirSync(assets, { recursive: true });
      for (const name of readdirSync(assets)) if (!kept.has(`assets/${name}`)) rmSync(join(assets, name));
      writeFileSync(join(dir, RECORD), JSON.stringify(builds));
    },
  };
}

/** Empty for the first build, and after a record that was damaged. */
function readRecord(dir: string): string[][] {
  try {
    return JSON.parse(readFileSync(join(dir, RECORD), 'utf8')) as string[][];
  } catch {
    return [];
  }
}
