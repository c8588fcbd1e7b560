import { median, note, spread, table } from './load/report.ts';
import { describe, GOOD_P99_MS, type Saturation, saturate } from './load/saturate.ts';
import { startTarget, type TargetName } from './load/targets.ts';
import { type Figures, openTraffic, STANDARD } from './load/traffic.ts';

/** Messages a second that anybody must carry with ease. */
const COMMON_RATE = 1000;
/** Share of the bare server's rate that SupportChat shall carry. */
const GOAL = 0.6;
const FIRST_RATE = 3000;

type Round = Record<TargetName, { common: Figures; saturation: Saturation }>;

/** Messages a second and the time from visitor to agent, beside the bare server: one after the other in each round, in turns who begins. */
export async function measureMessages(rounds: number): Promise<string> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const order: TargetName[] = round % 2 === 0 ? ['bare', 'SupportChat'] : ['SupportChat', 'bare'];
    const results = {} as Round;
    for (const name of order) results[name] = await measureOne(name, measured.at(-1)?.[name].saturation.best?.rate);
    measured.push(results);
  }
  return report(measured);
}

/** A fresh server: warm-up, the common rate, then the highest. */
async function measureOne(name: TargetName, bestBefore = FIRST_RATE * 2): Promise<Round[TargetName]> {
  const target = await startTarget(name, STANDARD.agents);
  const traffic = await openTraffic(target);
  try {
    await traffic.run(COMMON_RATE, COMMON_RATE * 2);
    await traffic.run(COMMON_RATE * 2, COMMON_RATE * 4);
    const common = await traffic.run(COMMON_RATE, COMMON_RATE * 5);
    note(`${name} ${describe(common)}`);
    return { common, saturation: await saturate(name, traffic, bestBefore / 2) };
  } finally {
    traffic.close();
    await target.stop();
  }
}

function report(rounds: Round[]): string {
  const of = (name: TargetName) => rounds.map((round) => round[name]);
  const best = (name: TargetName) => of(name).map(({ saturation }) => saturation.best?.rate ?? 0);
  const commons = (name: TargetName, pick: (figures: Figures) => number, digits = 1) =>
    spread(
      of(name).map(({ common }) => pick(common)),
      digits,
    );
  const atBest = (name: TargetName, pick: (figures: Figures) => number) =>
    spread(of(name).flatMap(({ saturation }) => (saturation.best ? [pick(saturation.best)] : [])));
  const row = (title: string, cell: (name: TargetName) => string | number) => [title, cell('SupportChat'), cell('bare')];
  const windows = (name: TargetName) => of(name).flatMap(({ common, saturation }) => [common, ...saturation.steps]);
  const wrong = (name: TargetName) => windows(name).reduce((sum, { errors, lost, duplicates, reordered }) => sum + errors + lost + duplicates + reordered, 0);
  const ratio = median(best('SupportChat')) / median(best('bare'));
  const others = [...windows('SupportChat'), ...windows('bare')].map(({ otherCpu }) => otherCpu);
  return [
    `### Messages`,
    ``,
    `${STANDARD.visitors} visitors, ${STANDARD.agents} agents, ${STANDARD.visitorShare * 100} % of the messages from visitors, 90 characters, open loop; ${rounds.length} rounds, median (least–most).`,
    `Sustained: nothing lost, doubled or out of order, and p99 from visitor to agent at most ${GOOD_P99_MS} ms. Other processes took ${Math.round(median(others))} % of a processor (median).`,
    ``,
    table(
      ['', 'SupportChat', 'bare Socket.IO + group commit'],
      [
        row('highest sustained rate, messages/s', (name) => spread(best(name))),
        row('p99 there, ms', (name) => atBest(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row('server processor time a message there, µs', (name) => atBest(name, ({ serverMicroseconds }) => serverMicroseconds)),
        row(`visitor → agent at ${COMMON_RATE}/s: p50, ms`, (name) => commons(name, ({ visitorToAgent }) => visitorToAgent.p50)),
        row(`… p95, ms`, (name) => commons(name, ({ visitorToAgent }) => visitorToAgent.p95)),
        row(`… p99, ms`, (name) => commons(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row(`ack at ${COMMON_RATE}/s: p99, ms`, (name) => commons(name, ({ ack }) => ack.p99)),
        row(`server processor time a message at ${COMMON_RATE}/s, µs`, (name) => commons(name, ({ serverMicroseconds }) => serverMicroseconds, 0)),
        row('messages measured', (name) =>
          windows(name)
            .reduce((sum, { count }) => sum + count, 0)
            .toLocaleString('en-US'),
        ),
        row('lost, doubled, out of order or refused, overload steps included', wrong),
      ],
    ),
    ``,
    `**SupportChat carries ${Math.round(ratio * 100)} % of the bare server's rate** (goal: at least ${GOAL * 100} %; by round: ${rounds
      .map((round) => `${Math.round(((round.SupportChat.saturation.best?.rate ?? 0) / (round.bare.saturation.best?.rate ?? Number.NaN)) * 100)} %`)
      .join(', ')}): ${ratio >= GOAL ? 'reached' : 'MISSED'}.`,
  ].join('\n');
}
