import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage']);
const TESTS = /\.test\.tsx?$/;

/**
 * One hash over the names and contents of files and folders; tests and build results do not count.
 * @param {string} root names are taken relative to it
 * @param {string[]} paths relative to `root`
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => listFiles(join(root, path))).sort()) {
    hash.update(`${relative(root, file).replaceAll('\\', '/')}\0`);
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.has(name) && !name.startsWith('.') && !TESTS.test(name))
    .flatMap(({ name }) => listFiles(join(path, name)));
}
