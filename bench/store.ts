import { type InsertMethods, measureRate, openInsertMethods } from './load/mongo-inserts.ts';
import { median, note, spread, table } from './load/report.ts';

/** How many messages are in flight at once, and how many are stored in a window. */
const LEVELS = [
  { concurrency: 1, count: 300 },
  { concurrency: 16, count: 1500 },
  { concurrency: 64, count: 3000 },
  { concurrency: 256, count: 4000 },
];
const GOAL = 0.7;

type Name = 'add' | 'insertOne' | 'insertMany';
const NAMES: Name[] = ['insertOne', 'insertMany', 'add'];
type Rates = Record<Name, number>;

/** `messages.add` of the MongoDB store compared with the driver's own inserts of the same documents, interleaved, on the server that `uri` names. */
export async function measureStore(uri: string, rounds: number): Promise<string> {
  const methods = await openInsertMethods(uri);
  const measured: Rates[][] = [];
  try {
    for (const level of LEVELS) for (const name of NAMES) await measure(methods, name, { ...level, count: level.count / 5 });
    for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(methods, round));
  } finally {
    await methods.drop();
  }
  return report(measured);
}

async function measureRound(methods: InsertMethods, round: number): Promise<Rates[]> {
  const rates: Rates[] = [];
  for (const level of LEVELS) {
    const rate: Partial<Rates> = {};
    // Another one starts in each round.
    for (const name of [...NAMES.slice(round % NAMES.length), ...NAMES.slice(0, round % NAMES.length)]) rate[name] = await measure(methods, name, level);
    note(`${level.concurrency} at once: ${NAMES.map((name) => `${name} ${rate[name]?.toFixed(0)}/s`).join(', ')}`);
    rates.push(rate as Rates);
  }
  return rates;
}

function measure(methods: InsertMethods, name: Name, { concurrency, count }: { concurrency: number; count: number }): Promise<number> {
  if (name === 'insertMany') return measureRate(methods.insertMany(concurrency), 1, count);
  return measureRate(methods[name], concurrency, count);
}

function report(rounds: Rates[][]): string {
  const rows = LEVELS.map(({ concurrency }, index) => {
    const all = rounds.flatMap((rates) => rates[index] ?? []);
    const share = (name: Name) => percent(median(all.map((rates) => rates.add / rates[name])));
    return [concurrency, ...NAMES.map((name) => spread(all.map((rates) => rates[name]))), share('insertOne'), share('insertMany')];
  });
  const highest = (rates: Rates[], name: Name) => Math.max(...rates.map((rate) => rate[name]));
  const ratios = rounds.map((rates) => highest(rates, 'add') / highest(rates, 'insertOne'));
  const ofBatches = median(rounds.map((rates) => highest(rates, 'add') / highest(rates, 'insertMany')));
  return [
    '### MongoDB store',
    '',
    `Messages a second, of 90 characters, in 200 conversations; ${rounds.length} rounds, median (least–most). \`insertOne\`: the driver alone, as many calls at once; \`insertMany\`: one call`,
    'at a time with as many documents. The same documents, validators, indexes and write concern (majority, journal). `messages.add` besides reads the conversation and brings it up to date.',
    '',
    table(['at once', 'insertOne', 'insertMany', 'messages.add', 'of insertOne', 'of insertMany'], rows),
    '',
    `**At its highest rate the store carries ${percent(median(ratios))} of the highest rate of the driver's single inserts** (goal: at least ${percent(GOAL)}; by round: ${ratios.map(percent).join(', ')}): ${
      median(ratios) >= GOAL ? 'reached' : 'missed'
    }. Of the highest rate of its batches it carries ${percent(ofBatches)}.`,
  ].join('\n');
}

function percent(ratio: number): string {
  return `${Math.round(100 * ratio)} %`;
}
