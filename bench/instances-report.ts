import { availableParallelism } from 'node:os';
import { GOOD_P99_MS } from './load/find-max-rate.ts';
import { COMMON_RATES, type DriverBaseline, type Round } from './load/instance-round.ts';
import type { InsertTimes } from './load/raw-inserts.ts';
import { median, spread, table } from './load/report.ts';
import { SETUPS, type Setup } from './load/setups.ts';
import { type Figures, STANDARD } from './load/traffic.ts';

/** The minimum share of the driver's own insert rate that an installation on MongoDB must carry. */
const GOAL = 0.7;
const [SQLITE, MONGODB, TWO] = SETUPS;

export function reportInstances(rounds: Round[]): string {
  return [
    '### Several instances: messages',
    '',
    `${STANDARD.visitors} visitors, ${STANDARD.agents} agents, ${STANDARD.visitorShare * 100} % of the messages from visitors, 90 characters, open loop; ${rounds.length} rounds, median (least–most).`,
    `On two instances the clients are spread evenly, and the agent of every second conversation is at the other instance than its visitor.`,
    `Sustained: nothing lost, doubled or out of order, and p99 from visitor to agent at most ${GOOD_P99_MS} ms. Other processes took ${Math.round(median(allWindows(rounds).map(({ otherCpu }) => otherCpu)))} % of a processor (median).`,
    '',
    table(['', ...SETUPS], [...highestRows(rounds), ...COMMON_RATES.flatMap((rate, index) => commonRows(rounds, rate, index)), ...countRows(rounds)]),
    '',
    '### Several instances: the driver alone as a baseline',
    '',
    'The same documents into a collection with the same indexes and checks on the same server, as durably: as fast as it goes in batches as large and as many at once as the servers were',
    'seen to use at their highest rate; and at the common rates, where what is due goes together in the next batch.',
    '',
    table(['', MONGODB, TWO], baselineRows(rounds)),
    '',
    ...[MONGODB, TWO].map((setup) => verdict(rounds, setup)),
    secondInstance(rounds),
  ].join('\n');
}

const bests = (rounds: Round[], setup: Setup) => rounds.flatMap((round) => round[setup].maxRate.best ?? []);
const windowsOf = (rounds: Round[], setup: Setup) => rounds.flatMap((round) => [...round[setup].common.flat(), ...round[setup].maxRate.windows]);
const allWindows = (rounds: Round[]) => SETUPS.flatMap((setup) => windowsOf(rounds, setup));
const baselines = (rounds: Round[], setup: Setup) => rounds.flatMap((round) => round[setup].baseline ?? []);
const rateOf = (rounds: Round[], setup: Setup) => median(rounds.map((round) => round[setup].maxRate.best?.rate ?? 0));
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A row of the table; cells of setups without such a figure stay empty. */
function row(title: string, cell: (setup: Setup) => number[], digits = 0): string[] {
  return [title, ...SETUPS.map((setup) => cellOf(cell(setup), digits))];
}
const cellOf = (values: number[], digits: number) => (values.length === 0 ? '–' : spread(values, digits));

const ofParty = (figures: Figures, name: string, field: 'cpu' | 'microseconds') =>
  figures.groups.filter((group) => group.name === name).map((group) => group[field]);

function highestRows(rounds: Round[]): string[][] {
  const at = (pick: (figures: Figures) => number | number[]) => (setup: Setup) => bests(rounds, setup).flatMap(pick);
  return [
    row('**highest sustained rate**, messages/s', (setup) => rounds.map((round) => round[setup].maxRate.best?.rate ?? 0)),
    row(
      'p99 there, ms',
      at(({ visitorToAgent }) => visitorToAgent.p99),
    ),
    row(
      'servers there, % of a processor',
      at(({ serverCpu }) => serverCpu),
    ),
    row(
      'MongoDB there, % of a processor',
      at((figures) => ofParty(figures, 'MongoDB', 'cpu')),
    ),
    row(
      'Redis there, % of a processor',
      at((figures) => ofParty(figures, 'Redis', 'cpu')),
    ),
    row(
      'load generator there, % of a processor',
      at(({ generatorCpu }) => generatorCpu),
    ),
  ];
}

function commonRows(rounds: Round[], rate: number, index: number): string[][] {
  const at = (pick: (figures: Figures) => number | number[]) => (setup: Setup) => rounds.flatMap((round) => (round[setup].common[index] ?? []).flatMap(pick));
  const ofTwo = (pick: (figures: Figures) => number) => (setup: Setup) => (setup === TWO ? at(pick)(setup) : []);
  return [
    row(
      `**at ${rate}/s**: visitor → agent p50, ms`,
      at(({ visitorToAgent }) => visitorToAgent.p50),
      1,
    ),
    row(
      '… p99, ms',
      at(({ visitorToAgent }) => visitorToAgent.p99),
      1,
    ),
    row(
      '… both at one instance: p50, ms',
      ofTwo(({ within }) => within.p50),
      1,
    ),
    row(
      '… both at one instance: p99, ms',
      ofTwo(({ within }) => within.p99),
      1,
    ),
    row(
      '… visitor at one, agent at the other: p50, ms',
      ofTwo(({ across }) => across.p50),
      1,
    ),
    row(
      '… visitor at one, agent at the other: p99, ms',
      ofTwo(({ across }) => across.p99),
      1,
    ),
    row(
      '… ack p50, ms',
      at(({ ack }) => ack.p50),
      1,
    ),
    row(
      '… ack p99, ms',
      at(({ ack }) => ack.p99),
      1,
    ),
    row(
      '… servers, µs of processor time a message',
      at(({ serverMicroseconds }) => serverMicroseconds),
    ),
    row(
      '… MongoDB, µs a message',
      at((figures) => ofParty(figures, 'MongoDB', 'microseconds')),
    ),
    row(
      '… Redis, µs a message',
      at((figures) => ofParty(figures, 'Redis', 'microseconds')),
    ),
  ];
}

function countRows(rounds: Round[]): string[][] {
  const total = (pick: (figures: Figures) => number) => (setup: Setup) => [windowsOf(rounds, setup).reduce((sum, figures) => sum + pick(figures), 0)];
  return [
    row(
      'messages measured',
      total(({ count }) => count),
    ),
    row(
      'refused, overload included',
      total(({ errors }) => errors),
    ),
    row(
      'lost, doubled or out of order, overload included',
      total(({ lost, duplicates, reordered }) => lost + duplicates + reordered),
    ),
    row(
      'overtaken on the way by one from the other instance (clients put them in order)',
      total(({ overtaken }) => overtaken),
    ),
  ];
}

function baselineRows(rounds: Round[]): string[][] {
  const both = (title: string, cell: (setup: Setup) => string) => [title, cell(MONGODB), cell(TWO)];
  const of =
    (pick: (baseline: DriverBaseline) => number | number[], digits = 0) =>
    (setup: Setup) =>
      cellOf(baselines(rounds, setup).flatMap(pick), digits);
  const atRate = (index: number, field: keyof InsertTimes) => of(({ atRates }) => atRates[index]?.[field] ?? [], 1);
  const cost = (index: number) => of(({ atRates }) => atRates[index]?.mongodb ?? []);
  return [
    both(
      'messages in a batch, mean',
      of(({ batch }) => batch, 1),
    ),
    both(
      'batches under way, mean',
      of(({ concurrency }) => concurrency, 1),
    ),
    both(
      '**driver alone so**, messages/s',
      of(({ fullSpeed }) => fullSpeed.map(({ rate }) => rate)),
    ),
    both(
      '… a batch takes p50, ms',
      of(({ fullSpeed }) => fullSpeed.map(({ p50 }) => p50), 1),
    ),
    both(
      '… a batch takes p99, ms',
      of(({ fullSpeed }) => fullSpeed.map(({ p99 }) => p99), 1),
    ),
    both('**SupportChat carries of that**', (setup) => percent(shareOf(rounds, setup))),
    ...COMMON_RATES.flatMap((rate, index) => [
      both(`**driver alone at ${rate}/s**: inserted after p50, ms`, atRate(index, 'p50')),
      both('… p99, ms', atRate(index, 'p99')),
      both('… MongoDB, µs of processor time a message', cost(index)),
    ]),
  ];
}

/** The median share of the driver's rate across the rounds. */
function shareOf(rounds: Round[], setup: Setup): number {
  const shares = rounds.flatMap((round) => {
    const { baseline, maxRate } = round[setup];
    return baseline ? [(maxRate.best?.rate ?? 0) / median(baseline.fullSpeed.map(({ rate }) => rate))] : [];
  });
  return median(shares);
}

function verdict(rounds: Round[], setup: Setup): string {
  const share = shareOf(rounds, setup);
  return `**${setup}: ${percent(share)} of the driver's own inserts** (goal: at least ${percent(GOAL)}): ${share >= GOAL ? 'reached' : 'MISSED'}.`;
}

/** What the second instance adds, and where the time goes. */
function secondInstance(rounds: Round[]): string {
  const change = rateOf(rounds, TWO) / rateOf(rounds, MONGODB) - 1;
  const processors = availableParallelism() * 100;
  const at = (pick: (figures: Figures) => number) => median(bests(rounds, TWO).map(pick));
  const shares = [
    { name: 'both servers', cpu: at(({ serverCpu }) => serverCpu) },
    ...['MongoDB', 'Redis'].map((name) => ({ name, cpu: at((figures) => ofParty(figures, name, 'cpu')[0] ?? Number.NaN) })),
    { name: 'the load generator', cpu: at(({ generatorCpu }) => generatorCpu) },
    { name: 'other programs', cpu: at(({ otherCpu }) => otherCpu) },
  ].filter(({ cpu }) => !Number.isNaN(cpu));
  const taken = shares.reduce((sum, { cpu }) => sum + cpu, 0);
  const [largest] = [...shares].sort((a, b) => b.cpu - a.cpu);
  const costs = [MONGODB, TWO].map((setup) =>
    median(rounds.flatMap((round) => (round[setup].common.at(-1) ?? []).map((figures) => figures.serverMicroseconds))),
  );
  const alone = (2 * (costs[0] ?? Number.NaN)) / (costs[1] ?? Number.NaN);
  return [
    `**The second instance ${change < 0 ? 'takes away' : 'adds'} ${percent(Math.abs(change))}** of what one on MongoDB carries here, where both, MongoDB, Redis and the load generator share ${availableParallelism()} processors.`,
    `There ${shares.map(({ name, cpu }) => `${name} took ${Math.round(cpu)} %`).join(', ')} of a processor: ${Math.round(taken)} of ${processors} %, the most by ${largest?.name}.`,
    `One on MongoDB carries ${percent(rateOf(rounds, MONGODB) / rateOf(rounds, SQLITE))} of what one on SQLite does.`,
    `By the servers' processor time for a message at ${COMMON_RATES.at(-1)}/s, two instances with a processor each, and a MongoDB that keeps up, would carry ${alone.toFixed(1)} × as much as one: reckoned, not measured.`,
  ].join('\n');
}
