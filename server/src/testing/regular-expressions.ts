import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const NOT_OURS = /\.test\.tsx?$|\/(?:testing|contract|node_modules|dist)\//;

/** The literal regular expressions of the sources in these folders, each with its file. */
export function collectRegularExpressions(folders: string[]): { file: string; source: string; flags: string }[] {
  return folders
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_OURS.test(path.replaceAll('\\', '/')))
    .flatMap((path) => literalsIn(readFileSync(path, 'utf8')).map((literal) => ({ file: relative(ROOT, path), ...literal })));
}

/** Matches strings, templates and comments as a whole, a regular expression where a value may start, otherwise one character. */
const TOKEN =
  /\/\/.*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\[^]|\$(?!\{)|\$\{(?:[^{}`]|`[^`]*`)*\})*`|(?<=(?:^|[(,=:[!&|?{};+*%<>~^-]|\breturn|=>)\s*)\/((?:[^/[\\\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)|[^]/g;

export function literalsIn(code: string): { source: string; flags: string }[] {
  return [...code.matchAll(TOKEN)].flatMap(([, source, flags = '']) => (source === undefined ? [] : [{ source, flags }]));
}
