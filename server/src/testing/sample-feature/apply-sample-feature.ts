import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOUCHES } from './touches.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const FILES = fileURLToPath(new URL('files', import.meta.url));
/** What the server, its tests and the touched files need. */
const COPIED = ['package.json', 'tsconfig.base.json', 'packages', 'server', 'scripts', 'deploy', 'admin/src/screens/conversations/thread'];

export type SampleProduct = {
  /** Runs a program of Node in the copy; what it prints is shown. Returns its exit code. */
  run(...args: string[]): number | null;
  remove(): void;
};

/** A copy of the product with the sample feature, so that the product itself has none of it. */
export function applySampleFeature(): SampleProduct {
  const copy = mkdtempSync(join(tmpdir(), 'supportchat-sample-'));
  for (const path of COPIED) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter: (from) => !/node_modules|sample-feature|previous\/.*\.br$/.test(from) });
  }
  linkModules(copy);
  for (const file of globSync('**/*.sample', { cwd: FILES })) cpSync(join(FILES, file), join(copy, file.replace(/\.sample$/, '')));
  for (const { file, find, replace } of TOUCHES) {
    const before = readFileSync(join(copy, file), 'utf8');
    if (before.split(find).length !== 2)
      throw new Error(`The sample feature edits ${JSON.stringify(find)} in ${file}, which is not there exactly once: adapt touches.ts.`);
    writeFileSync(
      join(copy, file),
      before.replace(find, () => replace),
    );
  }
  return {
    run: (...args) => spawnSync(process.execPath, args, { cwd: copy, stdio: ['ignore', 'inherit', 'inherit'] }).status,
    remove: () => rmSync(copy, { recursive: true }),
  };
}

/** The installed packages, but our own from the copy. */
function linkModules(copy: string): void {
  const [installed, linked] = [join(ROOT, 'node_modules'), join(copy, 'node_modules')];
  mkdirSync(join(linked, '@supportchat'), { recursive: true });
  for (const name of readdirSync(installed)) if (name !== '@supportchat') symlinkSync(join(installed, name), join(linked, name));
  for (const name of readdirSync(join(copy, 'packages'))) symlinkSync(join(copy, 'packages', name), join(linked, '@supportchat', name));
}
