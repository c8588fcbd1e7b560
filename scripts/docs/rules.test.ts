import { describe, expect, test } from 'vitest';
import { listFiles, read } from './files.ts';

const ID = /[A-Z]{1,6}\d+/;
/** A rule starts its line, list item or table row: `- **MSG3** the same …`, `| MSG3 | the same …`. */
const RULE_LINE = new RegExp(`^(?:[-*|] *)?[*\`]{0,3}(${ID.source})[*\`]{0,3}[ |:.]`, 'gm');
/** A title starts by citing what it proves: `'[MSG3] …'`, `'[MSG3 VIS2] …'`. */
const CITATION = new RegExp(`['"\`]\\[(${ID.source}(?:[ ,]+${ID.source})*)\\]`, 'g');

const isStoreRule = (id: string) => /^ST\d+$/.test(id);
const rules = new Set([...read('docs/rules.md').matchAll(RULE_LINE)].map((match) => match[1] ?? ''));
const port = ['server/src/store/store.ts', ...listFiles('server/src/store/port/*.ts')].map(read).join('\n');
const storeRules = new Set([...port.matchAll(/\bST\d+\b/g)].map(([id]) => id));
const citations = collectCitations();

describe('the promises of docs/rules.md', () => {
  test('they exist, and each is proven by a test that cites it', () => {
    expect(rules.size).toBeGreaterThan(10);
    expect([...rules].filter((id) => !citations.has(id))).toEqual([]);
  });

  test('no test cites a rule that does not exist', () => {
    expect([...citations].filter(([id]) => !isStoreRule(id) && !rules.has(id)).map(([id, file]) => `${id} in ${file}`)).toEqual([]);
  });
});

describe('the rules of the store’s port', () => {
  test('each is proven by a test that cites it', () => {
    expect([...storeRules].filter((id) => !citations.has(id))).toEqual([]);
  });

  test('no test cites one that does not exist', () => {
    expect([...citations].filter(([id]) => isStoreRule(id) && !storeRules.has(id)).map(([id, file]) => `${id} in ${file}`)).toEqual([]);
  });
});

/** Cited id → the first file that cites it. */
function collectCitations(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of listFiles('**/*.test.ts', '**/*.test.tsx', 'server/src/{store,blobs}/contract/*.ts')) {
    for (const [, ids = ''] of read(file).matchAll(CITATION)) for (const id of ids.split(/[ ,]+/)) if (!found.has(id)) found.set(id, file);
  }
  return found;
}
