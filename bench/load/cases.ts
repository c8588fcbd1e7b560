import { setTimeout as wait } from 'node:timers/promises';
import { call } from '../../server/faults/installation.ts';
import { FAQS } from '../../server/src/demo/faqs.ts';
import { fillYear } from './fill-year.ts';
import { startSupportChat, startTarget, type Target } from './targets.ts';
import { openTraffic, STANDARD, type Traffic } from './traffic.ts';

/** The measured ways to use SupportChat, and the baselines: the bare server, and another version if `BENCH_BEFORE` is its checkout. */
export const CASES = ['bare', 'before', 'standard', 'bot off', '25 FAQs', 'agents answer', 'report meanwhile'] as const;
export type Case = (typeof CASES)[number];

/** A case with its servers and traffic. */
export type OpenCase = { traffic: Traffic; stop(): Promise<void> };

/** Agents write in this share of the conversations, unless they answer in all. */
const ANSWERED = 0.3;
const BEFORE = process.env['BENCH_BEFORE'];
/** The cases that can be measured here. */
export const POSSIBLE_CASES = CASES.filter((name) => name !== 'before' || BEFORE !== undefined);

/** How long a client that requests reports pauses after each, in milliseconds. */
const REST_MS = 150;

/** Starts a case on a fresh store. */
export async function openCase(name: Case): Promise<OpenCase> {
  const target = await start(name);
  try {
    await prepare(name, target);
    const traffic = await openTraffic(target, { answeredShare: name === 'agents answer' ? 1 : ANSWERED });
    const stop = async () => {
      traffic.close();
      await target.stop();
    };
    return { traffic: name === 'report meanwhile' ? whileReporting(traffic, target) : traffic, stop };
  } catch (failure) {
    await target.stop();
    throw failure;
  }
}

function start(name: Case): Promise<Target> {
  if (name === 'bare') return startTarget('bare', STANDARD.agents);
  if (name === 'before') return startSupportChat({ agents: STANDARD.agents, checkout: BEFORE });
  return startSupportChat({ agents: STANDARD.agents, ...(name === 'report meanwhile' && { fill: fillYear }) });
}

async function prepare(name: Case, target: Target): Promise<void> {
  const { siteId } = target;
  const ask = askAsOwner(target);
  if (name === 'bot off') await ask('PATCH', `/sites/${siteId}`, { aiSettings: { enabled: false } });
  if (name !== '25 FAQs' && name !== 'agents answer') return;
  for (const { question, answer, category, keywords } of Object.values(FAQS).slice(0, 25)) {
    await ask('POST', '/faqs', { siteId, question, answer, category, keywords });
  }
}

/** The traffic, with a client requesting reports for the length of a window: the other cases have their windows in between. */
function whileReporting(traffic: Traffic, target: Target): Traffic {
  return {
    ...traffic,
    async run(rate, count) {
      const reading = readReports(target);
      try {
        return await traffic.run(rate, count);
      } finally {
        await reading.stop();
      }
    },
  };
}

/** Requests a year's report and a search, again and again. */
function readReports(target: Target): { stop(): Promise<void> } {
  const ask = askAsOwner(target);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const paths = [`/analytics?from=${day(Date.now() - 364 * 86_400_000)}&to=${day(Date.now())}`, '/conversations?search=parcel'];
  let stopped = false;
  const reading = (async () => {
    while (!stopped) {
      for (const path of paths) await ask('GET', path);
      await wait(REST_MS);
    }
  })();
  // Reported when it is stopped.
  reading.catch(() => {});
  return {
    stop: () => {
      stopped = true;
      return reading;
    },
  };
}

function askAsOwner({ servers, accessTokens }: Target) {
  const url = `http://127.0.0.1:${servers[0]?.port}`;
  return (method: string, path: string, body?: object) => call(url, method, path, { token: accessTokens[0] ?? '', body });
}
