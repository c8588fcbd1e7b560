import { writeFileSync } from 'node:fs';
import { createTokenizer } from '../../server/src/faqs/matcher/tokens.ts';
import { readUtterances } from './data.ts';

/** Writes the matcher's counts of English words: how many of the folder's utterances contain each word, from two on. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/faq/count-words.ts <data folder>');
const utterances = readUtterances(folder);
const tokenize = createTokenizer('en');
const counts = new Map<string, number>();
for (const text of utterances) for (const word of new Set(tokenize(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
const kept = [...counts].filter(([, count]) => count > 1).sort(([a], [b]) => (a < b ? -1 : 1));
const file = new URL('../../server/src/faqs/matcher/background.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ texts: utterances.length, words: Object.fromEntries(kept) })}\n`);
process.stdout.write(`${kept.length} words of ${utterances.length} texts\n`);
