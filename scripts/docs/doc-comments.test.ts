import { describe, expect, test } from 'vitest';
import { listFiles, read } from './files.ts';

/** What precedes a doc comment on its first line, the comment, and what follows on its last. Globs such as `server/**` have no space after the asterisks. */
const DOC_COMMENT = /^([^\n]*?)(\/\*\*(?=\s)[\s\S]*?\*\/)([^\n]*)$/gm;
/** JSDoc's casts, which TypeScript reads in JavaScript files. */
const TYPE_CAST = /^\/\*\* @(?:type|satisfies) \{.*\} \*\/$/;

const sources = listFiles('**/*.ts', '**/*.tsx', '**/*.mjs').filter((path) => path !== 'scripts/docs/doc-comments.test.ts');

describe('a doc comment has its lines to itself, directly above what it describes', () => {
  test('in every source file', () => {
    expect(sources.length).toBeGreaterThan(500);
    expect(sources.flatMap((path) => findMisplaced(read(path)).map((line) => `${path}:${line}`))).toEqual([]);
  });

  test.each([
    ['after a field, before the next one', 'type T = { a: string /** Of b. */; b: string };'],
    ['after a field, before one on the next line', 'type T = {\n  a: string /** Of b. */;\n  b: string;\n};'],
    ['between two fields', 'type T = { a: string; /** Of b. */ b: string };'],
    ['on the line of its field', 'const t = {\n  /** Of a. */ a: 1,\n};'],
    ['two on one line', 'type T = { /** Of a. */ a: string; /** Of b. */ b: string };'],
    ['over two lines, after a field', 'type T = {\n  a: string /**\n  Of b. */;\n  b: string;\n};'],
  ])('one is reported %s', (_where, text) => {
    expect(findMisplaced(text)).not.toEqual([]);
  });

  test.each([
    ['above its field', 'type T = {\n  /** Of a. */\n  a: string;\n};'],
    ['over several lines', '/**\n * Of t.\n */\nconst t = 1;'],
    ['as a cast of JavaScript', 'const t = /** @type {const} */ ([1]);'],
    ['as a glob', "const t = ['server/**', '/docs/** '];"],
  ])('none is reported %s', (_where, text) => {
    expect(findMisplaced(text)).toEqual([]);
  });
});

/** The lines on which a doc comment shares its line with code. */
function findMisplaced(text: string): number[] {
  return [...text.matchAll(DOC_COMMENT)].flatMap(({ index, 1: before = '', 2: comment = '', 3: after = '' }) => {
    if (TYPE_CAST.test(comment) || (before.trim() === '' && after.trim() === '')) return [];
    return [text.slice(0, index).split('\n').length];
  });
}
