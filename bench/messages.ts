import { type Climb, climb, describe, GOOD_P99_MS } from './load/climb.ts';
import { median, note, spread, table } from './load/report.ts';
import { startTarget, type TargetName } from './load/targets.ts';
import { type Figures, openTraffic, STANDARD, type Traffic } from './load/traffic.ts';

/** Messages a second that anybody must carry with ease, and how often that is measured in a round. */
const COMMON_RATE = 1000;
const COMMON_WINDOWS = 3;
/** Where the climb begins, in messages a second. */
const FIRST_RATE = 2000;
/** Share of the bare server's rate that SupportChat shall carry. */
const GOAL = 0.6;

type Round = Record<TargetName, { common: Figures[]; climb: Climb }>;

/** Messages a second and the time from visitor to agent, beside the bare server: window by window in turns, fresh servers in each round. */
export async function measureMessages(rounds: number): Promise<string> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(round % 2 === 0 ? ['bare', 'SupportChat'] : ['SupportChat', 'bare']));
  return report(measured);
}

async function measureRound(order: TargetName[]): Promise<Round> {
  const targets = [];
  const traffics: Partial<Record<TargetName, Traffic>> = {};
  try {
    for (const name of order) {
      const target = await startTarget(name, STANDARD.agents);
      targets.push(target);
      traffics[name] = await openTraffic(target);
    }
    const opened = traffics as Record<TargetName, Traffic>;
    for (const rate of [COMMON_RATE, 2 * COMMON_RATE]) for (const name of order) await opened[name].run(rate, 2 * rate);
    const common: Record<TargetName, Figures[]> = { SupportChat: [], bare: [] };
    for (let window = 0; window < COMMON_WINDOWS; window += 1) {
      for (const name of order) {
        const figures = await opened[name].run(COMMON_RATE, 4 * COMMON_RATE);
        note(`${name} ${describe(figures)}`);
        common[name].push(figures);
      }
    }
    const climbs = await climb(opened, { SupportChat: FIRST_RATE, bare: FIRST_RATE });
    return { SupportChat: { common: common.SupportChat, climb: climbs.SupportChat }, bare: { common: common.bare, climb: climbs.bare } };
  } finally {
    for (const traffic of Object.values(traffics)) traffic.close();
    for (const target of targets) await target.stop();
  }
}

function report(rounds: Round[]): string {
  const best = (name: TargetName) => rounds.map((round) => round[name].climb.best?.rate ?? 0);
  const atBest = (name: TargetName, pick: (figures: Figures) => number) =>
    spread(
      rounds.flatMap(
        ({
          [name]: {
            climb: { best: figures },
          },
        }) => (figures ? [pick(figures)] : []),
      ),
    );
  const common = (name: TargetName, pick: (figures: Figures) => number, digits = 1) =>
    spread(
      rounds.flatMap((round) => round[name].common.map(pick)),
      digits,
    );
  const windows = (name: TargetName) => rounds.flatMap((round) => [...round[name].common, ...round[name].climb.windows]);
  const wrong = (name: TargetName) => windows(name).reduce((sum, { errors, lost, duplicates, reordered }) => sum + errors + lost + duplicates + reordered, 0);
  const row = (title: string, cell: (name: TargetName) => string | number) => [title, cell('SupportChat'), cell('bare')];
  const ratios = rounds.map(({ SupportChat, bare }) => (SupportChat.climb.best?.rate ?? 0) / (bare.climb.best?.rate ?? Number.NaN));
  const ratio = median(ratios);
  const others = median([...windows('SupportChat'), ...windows('bare')].map(({ otherCpu }) => otherCpu));
  return [
    `### Messages`,
    ``,
    `${STANDARD.visitors} visitors, ${STANDARD.agents} agents, ${STANDARD.visitorShare * 100} % of the messages from visitors, 90 characters, open loop; ${rounds.length} rounds, median (least–most).`,
    `Sustained: nothing lost, doubled or out of order, and p99 from visitor to agent at most ${GOOD_P99_MS} ms. Other processes took ${Math.round(others)} % of a processor (median).`,
    ``,
    table(
      ['', 'SupportChat', 'bare Socket.IO + group commit'],
      [
        row('highest sustained rate, messages/s', (name) => spread(best(name))),
        row('p99 there, ms', (name) => atBest(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row('server processor time a message there, µs', (name) => atBest(name, ({ serverMicroseconds }) => serverMicroseconds)),
        row(`visitor → agent at ${COMMON_RATE}/s: p50, ms`, (name) => common(name, ({ visitorToAgent }) => visitorToAgent.p50)),
        row(`… p95, ms`, (name) => common(name, ({ visitorToAgent }) => visitorToAgent.p95)),
        row(`… p99, ms`, (name) => common(name, ({ visitorToAgent }) => visitorToAgent.p99)),
        row(`ack at ${COMMON_RATE}/s: p99, ms`, (name) => common(name, ({ ack }) => ack.p99)),
        row(`server processor time a message at ${COMMON_RATE}/s, µs`, (name) => common(name, ({ serverMicroseconds }) => serverMicroseconds, 0)),
        row('messages measured', (name) =>
          windows(name)
            .reduce((sum, { count }) => sum + count, 0)
            .toLocaleString('en-US'),
        ),
        row('lost, doubled, out of order or refused, overload included', wrong),
      ],
    ),
    ``,
    `**SupportChat carries ${percent(ratio)} of the bare server's rate** (goal: at least ${percent(GOAL)}; by round: ${ratios.map(percent).join(', ')}): ${ratio >= GOAL ? 'reached' : 'MISSED'}.`,
  ].join('\n');
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
