import { writeFileSync } from 'node:fs';
import { probabilityOf, type Weights } from '../../server/src/faqs/matcher/calibrate.ts';
import { describeBest, type Features, rankFaqs } from '../../server/src/faqs/matcher/features.ts';
import { createIndex } from '../../server/src/faqs/matcher/neighbourhood.ts';
import { finish } from '../../server/src/faqs/matcher/work.ts';
import { faqsOf, readDataSets, type Site, weighKinds } from './data.ts';
import { fitLogistic } from './logistic.ts';

/** One message to one site: the features of the best FAQ and whether that was the right one. */
type Trial = { set: string; features: Features; inScope: boolean; right: boolean; weight: number };

const PHRASINGS = [1, 3, 5];
const THRESHOLD = 0.75;
/** Two tiny sites weigh less than the others. */
const SHARE_OF_SET = new Map([['tum-stackexchange', 0.3]]);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/faq/train.ts <data folder>');
const trials = readDataSets(folder).flatMap(({ name, sites }) => sites.flatMap((site) => trySite(name, site, (SHARE_OF_SET.get(name) ?? 1) / sites.length)));
for (const set of new Set(trials.map((trial) => trial.set))) reportUnseen(set);
const file = new URL('../../server/src/faqs/matcher/weights.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(fit(trials), null, 2)}\n`);

function trySite(set: string, site: Site, share: number): Trial[] {
  const kinds = weighKinds(site);
  return PHRASINGS.flatMap((phrasings) => {
    const faqs = faqsOf(site, phrasings);
    const index = finish(createIndex(faqs, site.lang));
    return site.queries.flatMap(({ q, kind, faq }) => {
      const near = index.find(q);
      if (!near) return [];
      const ranking = rankFaqs(near);
      const right = faq !== undefined && faqs[ranking[0]!.faq]!.id === faq;
      return [{ set, features: describeBest(index, near, ranking), inScope: kind === 'in', right, weight: (kinds.get(kind) ?? 0) * share }];
    });
  });
}

function fit(seen: readonly Trial[]): Weights {
  const { bias, slopes } = fitLogistic(seen.map(({ features, right, weight }) => ({ features: Object.values(features), right, weight })));
  const names = Object.keys(seen[0]!.features);
  const round = (x: number) => Number(x.toPrecision(6));
  return { bias: round(bias), features: Object.fromEntries(names.map((name, j) => [name, round(slopes[j]!)])) as Features };
}

/** Prints the result on a data set with weights learned from the others only. */
function reportUnseen(set: string): void {
  const weights = fit(trials.filter((trial) => trial.set !== set));
  const unseen = trials.filter((trial) => trial.set === set);
  const sum = (of: readonly Trial[]) => of.reduce((total, { weight }) => total + weight, 0);
  const answered = unseen.filter(({ features }) => probabilityOf(features, weights) >= THRESHOLD);
  const right = sum(answered.filter((trial) => trial.right));
  const wrong = sum(answered) - right;
  const percent = (x: number) => (100 * x).toFixed(1).padStart(5);
  const inScope = sum(unseen.filter((trial) => trial.inScope));
  process.stdout.write(
    `${set.padEnd(20)} right ${percent(right / inScope)}  wrong ${percent(wrong / sum(unseen))}  net ${percent((right - 2 * wrong) / inScope)}\n`,
  );
}
