import type { LiveCounts, LiveQuery } from '@supportchat/protocol';
import type { z } from 'zod';
import { type Actor, actorOfAgent } from '../access/actor.ts';
import { narrowToSite, sitesOf } from '../access/sites.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { Figures } from '../store/port/analytics.ts';
import type { Store } from '../store/store.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { lastDays } from './days.ts';
import { botShare, inSeconds } from './report.ts';

/** The current activity on the sites that this user may see, or on one of them. */
export async function getLiveCounts(deps: AnalyticsDeps, actor: Actor, query: z.output<typeof LiveQuery>): Promise<LiveCounts> {
  const { store, connections } = deps;
  const siteIds = narrowToSite(actor, query.siteId);
  const now = deps.clock();
  const { boundaries } = lastDays(7, query.timeZone, now);
  const [weekAgo, today, tomorrow] = [boundaries[0] as Date, boundaries[7] as Date, boundaries[8] as Date];
  const [inbox, week, agents, online, visitorsOnline] = await Promise.all([
    store.conversations.countInbox({ siteIds, agentId: null }),
    store.analytics.report({ siteIds, boundaries: [weekAgo, today, tomorrow], of: ['conversations'] }),
    listStaff(store, siteIds),
    connections.onlineAgents(),
    connections.countVisitors(siteIds),
  ]);
  const [before, ofToday] = week.spans as [Figures, Figures];
  return {
    waiting: inbox.waiting,
    oldestWaitingSeconds: inbox.oldestWaitingSince && (now.getTime() - inbox.oldestWaitingSince.getTime()) / 1000,
    open: inbox.open,
    assigned: inbox.assigned,
    agentsOnline: agents.filter((agent) => online.has(agent._id)).length,
    agentsTotal: agents.length,
    visitorsOnline,
    conversationsToday: ofToday.conversations,
    botShareToday: botShare(ofToday),
    firstResponseTodaySeconds: inSeconds(ofToday.firstResponse).medianSeconds,
    firstResponseLastWeekSeconds: inSeconds(before.firstResponse).medianSeconds,
  };
}

/** Agents who could answer on one of these sites (undefined = all): active, with a password. */
async function listStaff(store: Pick<Store, 'agents'>, siteIds: string[] | undefined): Promise<AgentRecord[]> {
  const staff: AgentRecord[] = [];
  let cursor: string | null | undefined = undefined;
  do {
    const page = await store.agents.list({ limit: 100, isActive: true, cursor });
    staff.push(...page.items.filter((agent) => agent.passwordHash !== null && worksOnOneOf(agent, siteIds)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return staff;
}

function worksOnOneOf(agent: AgentRecord, siteIds: string[] | undefined): boolean {
  const theirs = sitesOf(actorOfAgent(agent));
  return theirs === undefined || siteIds === undefined || theirs.some((id) => siteIds.includes(id));
}
