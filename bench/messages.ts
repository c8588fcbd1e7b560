import { type Case, type OpenCase, openCase, POSSIBLE_CASES } from './load/cases.ts';
import { describe, findMaxRates, GOOD_P99_MS, type MaxRate } from './load/find-max-rate.ts';
import { median, note, spread, table } from './load/report.ts';
import { type Figures, STANDARD, type Traffic } from './load/traffic.ts';

/** Messages a second that any server must carry with ease, and how often that is measured in a round. */
const COMMON_RATE = 1000;
const COMMON_WINDOWS = 2;
/** Where the search for the highest rate starts, in messages per second. */
const FIRST_RATE = 4000;
/** The minimum share of the bare server's rate that SupportChat must carry, in standard traffic. */
const GOAL = 0.55;

type Measured = { common: Figures[]; maxRate: MaxRate; half: Figures | null };
type Round = Partial<Record<Case, Measured>>;

/**
 * Messages per second and the time from visitor to agent in each case, compared with the bare server: windows interleaved, with fresh servers
 * in each round.
 */
export async function measureMessages(rounds: number): Promise<string> {
  const named = process.env['BENCH_CASES']?.split(',');
  const cases = POSSIBLE_CASES.filter((name) => named?.includes(name) ?? true);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(round % 2 === 0 ? cases : cases.toReversed()));
  return report(measured, cases);
}

async function measureRound(order: readonly Case[]): Promise<Round> {
  const opened = new Map<Case, OpenCase>();
  try {
    for (const name of order) opened.set(name, await openCase(name));
    const traffics = Object.fromEntries([...opened].map(([name, { traffic }]) => [name, traffic])) as Record<Case, Traffic>;
    const run = async (name: Case, rate: number, seconds: number) => {
      const figures = await traffics[name].run(rate, rate * seconds);
      note(`${name} ${describe(figures)}`);
      return figures;
    };
    for (const rate of [COMMON_RATE, 2 * COMMON_RATE]) for (const name of order) await run(name, rate, 2);
    const common = new Map<Case, Figures[]>(order.map((name) => [name, []]));
    for (let window = 0; window < COMMON_WINDOWS; window += 1) for (const name of order) common.get(name)?.push(await run(name, COMMON_RATE, 4));
    const maxRates = await findMaxRates(traffics, Object.fromEntries(order.map((name) => [name, FIRST_RATE])) as Record<Case, number>);
    const round: Round = {};
    for (const name of order) {
      const best = maxRates[name].best?.rate ?? null;
      round[name] = { common: common.get(name) ?? [], maxRate: maxRates[name], half: best === null ? null : await run(name, Math.round(best / 2), 4) };
    }
    return round;
  } finally {
    for (const { stop } of opened.values()) await stop();
  }
}

function report(rounds: Round[], cases: readonly Case[]): string {
  const of = (name: Case) => rounds.flatMap((round) => round[name] ?? []);
  const best = (name: Case) => of(name).map(({ maxRate: { best: figures } }) => figures?.rate ?? 0);
  const atBest = (name: Case, pick: (figures: Figures) => number) =>
    spread(of(name).flatMap(({ maxRate: { best: figures } }) => (figures ? [pick(figures)] : [])));
  const atHalf = (name: Case, pick: (figures: Figures) => number) =>
    spread(
      of(name).flatMap(({ half }) => (half ? [pick(half)] : [])),
      1,
    );
  const common = (name: Case, pick: (figures: Figures) => number, digits = 1) =>
    spread(
      of(name).flatMap((one) => one.common.map(pick)),
      digits,
    );
  const windows = (name: Case) => of(name).flatMap((one) => [...one.common, ...one.maxRate.windows]);
  const wrong = (name: Case) => windows(name).reduce((sum, { errors, lost, duplicates, reordered }) => sum + errors + lost + duplicates + reordered, 0);
  const row = (title: string, cell: (name: Case) => string | number) => [title, ...cases.map(cell)];
  const ratios = (name: Case) => rounds.map((round) => (round[name]?.maxRate.best?.rate ?? 0) / (round.bare?.maxRate.best?.rate ?? Number.NaN));
  const ratio = median(ratios('standard'));
  const others = median(cases.flatMap((name) => windows(name).map(({ otherCpu }) => otherCpu)));
  return [
    '### Messages',
    '',
    `${STANDARD.visitors} visitors, ${STANDARD.agents} agents, ${STANDARD.visitorShare * 100} % of the messages from visitors, 90 characters, open loop; ${rounds.length} rounds, median (least–most).`,
    `Sustained: nothing lost, doubled or out of order, and p99 from visitor to agent at most ${GOOD_P99_MS} ms. Other processes took ${Math.round(others)} % of a processor (median).`,
    '',
    table(
      ['', ...cases],
      [
        row('highest sustained rate, messages/s', (name) => spread(best(name))),
        row('… of the bare server’s', (name) => percent(median(ratios(name)))),
        row('p99 there, ms', (name) => atBest(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row('server processor time a message there, µs', (name) => atBest(name, ({ serverMicroseconds }) => serverMicroseconds)),
        row('visitor → agent at half of it: p50, ms', (name) => atHalf(name, ({ visitorToAgent }) => visitorToAgent.p50)),
        row('… p99, ms', (name) => atHalf(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row(`visitor → agent at ${COMMON_RATE}/s: p50, ms`, (name) => common(name, ({ visitorToAgent }) => visitorToAgent.p50)),
        row('… p95, ms', (name) => common(name, ({ visitorToAgent }) => visitorToAgent.p95)),
        row('… p99, ms', (name) => common(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row(`ack at ${COMMON_RATE}/s: p99, ms`, (name) => common(name, ({ ack }) => ack.p99)),
        row(`server processor time a message at ${COMMON_RATE}/s, µs`, (name) => common(name, ({ serverMicroseconds }) => serverMicroseconds, 0)),
        row('lost, doubled, out of order or refused, overload included', wrong),
      ],
    ),
    '',
    `**In standard traffic SupportChat carries ${percent(ratio)} of the bare server's rate** (goal: at least ${percent(GOAL)}; by round: ${ratios('standard').map(percent).join(', ')}): ${ratio >= GOAL ? 'reached' : 'MISSED'}.`,
  ].join('\n');
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
