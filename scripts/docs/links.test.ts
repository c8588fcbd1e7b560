import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../node24.mjs';
import { listFiles, read } from './files.ts';

const REQUIRED = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs/rules.md',
  'docs/protocol.md',
  'docs/settings.md',
  'docs/errors.md',
  'docs/limits.md',
];
const pages = listFiles('**/*.md');

test('the documents that every reader expects exist', () => {
  expect(REQUIRED.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

describe('every relative link leads to a file, and to a heading if it names one', () => {
  test.each(pages)('%s', (page) => {
    expect(findDeadLinks(page)).toEqual([]);
  });
});

test('ARCHITECTURE.md refers only to files that exist', () => {
  const files = [...read('ARCHITECTURE.md').matchAll(/`((?:packages|server|widget|admin|e2e|bench|scripts|deploy|docs)\/[^`\s*<>{}…]+\.\w+)`/g)].map(
    (match) => match[1] ?? '',
  );
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

function findDeadLinks(page: string): string[] {
  const text = withoutCode(read(page));
  const links = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(?:img|a)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
  return links.filter((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return false;
    const [path = '', heading] = link.split('#');
    const target = path === '' ? page : join(dirname(page), decodeURI(path));
    if (!existsSync(join(ROOT, target))) return true;
    return heading !== undefined && target.endsWith('.md') && !listHeadings(read(target)).includes(heading);
  });
}

/** As GitHub creates anchors. */
function listHeadings(text: string): string[] {
  return [...withoutCode(text, /^```.*?^```/gms).matchAll(/^#{1,6} +(.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

function withoutCode(text: string, code = /^```.*?^```|`[^`\n]*`/gms): string {
  return text.replace(code, '');
}
