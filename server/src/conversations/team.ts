import type { Team } from '@supportchat/protocol';
import { actorOfAgent } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { Store } from '../store/store.ts';

type TeamDeps = { store: Pick<Store, 'agents' | 'analytics'>; clock: () => Date; onlineAgents: () => Promise<Set<string>> };

const DAY_MS = 24 * 3_600_000;
const REPLY_TIME_TTL_MS = 10 * 60_000;
/** When many visitors join at once, the sockets and the store are queried once. */
const ONLINE_TTL_MS = 2000;
/** Fewer answers than this do not predict the next one. */
const MIN_ANSWERS = 5;
const MAX_NAMES = 3;
/** A join never waits longer than this for the reply time. */
const TIMEOUT_MS = 250;

/** Makes `describeTeam(siteId)`: who is connected for a site, across all instances, and how soon its visitors usually get a first answer. */
export function createDescribeTeam({ store, clock, onlineAgents }: TeamDeps): (siteId: string) => Promise<Team> {
  const replyTimes = new Map<string, { at: number; value: Promise<number | null> }>();
  let online: { at: number; agents: Promise<AgentRecord[]> } | undefined;

  async function readOnline(): Promise<AgentRecord[]> {
    const agents = await Promise.all([...(await onlineAgents())].map((id) => store.agents.get(id)));
    return agents.filter((agent) => agent?.isActive === true) as AgentRecord[];
  }

  function listOnline(now: number): Promise<AgentRecord[]> {
    if (!online || now - online.at >= ONLINE_TTL_MS) {
      const agents = readOnline();
      online = { at: now, agents };
      agents.catch(() => (online = undefined));
    }
    return online.agents;
  }

  function typicalReplyMs(siteId: string, now: number): Promise<number | null> {
    let entry = replyTimes.get(siteId);
    if (!entry || now - entry.at >= REPLY_TIME_TTL_MS) {
      entry = { at: now, value: readReplyTime(store, siteId, now) };
      replyTimes.set(siteId, entry);
      entry.value.catch(() => replyTimes.delete(siteId));
    }
    return entry.value;
  }

  return async (siteId) => {
    const now = clock().getTime();
    const [agents, replyMs] = await Promise.all([listOnline(now), nullAfterTimeout(typicalReplyMs(siteId, now))]);
    const here = agents.filter((agent) => maySeeSite(actorOfAgent(agent), siteId));
    const names = here.map(({ name }) => name.trim().split(/\s+/)[0] as string).sort();
    return { agentsOnline: here.length, names: names.slice(0, MAX_NAMES), typicalReplyMs: replyMs };
  };
}

/** The query's result; null when it fails or takes too long. Later joins still get a late result. */
function nullAfterTimeout(query: Promise<number | null>): Promise<number | null> {
  const timeout = new Promise<null>((resolve) => {
    setTimeout(resolve, TIMEOUT_MS, null).unref();
  });
  return Promise.race([query.catch(() => null), timeout]);
}

/** The median of the last 28 days; null when there are too few answers. */
async function readReplyTime(store: Pick<Store, 'analytics'>, siteId: string, now: number): Promise<number | null> {
  const boundaries = [new Date(now - 28 * DAY_MS), new Date(now + 1)];
  const { all } = await store.analytics.report({ siteIds: [siteId], boundaries, of: ['conversations'] });
  return all.firstResponse.count < MIN_ANSWERS ? null : all.firstResponse.median;
}
