import type { LiveCounts, LiveQuery } from '@supportchat/protocol';
import type { z } from 'zod';
import { narrowToSite, sitesOf } from '../scope.ts';
import type { AgentRecord, Store } from '../store/store.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { lastDays } from './days.ts';
import { describeDurations } from './durations.ts';
import { botShare, firstResponses } from './report.ts';

/** What is going on right now on the sites that this user may see, or on one of them. */
export async function getLiveCounts(deps: AnalyticsDeps, who: AgentRecord, query: z.output<typeof LiveQuery>): Promise<LiveCounts> {
  const { store, connections } = deps;
  const siteIds = narrowToSite(who, query.siteId);
  const now = deps.clock();
  const { boundaries } = lastDays(7, query.timeZone, now);
  const [weekAgo, today, tomorrow] = [boundaries[0] as Date, boundaries[7] as Date, boundaries[8] as Date];
  const [inbox, week, agents, online, visitorsOnline] = await Promise.all([
    store.conversations.countInbox({ siteIds, agentId: null }),
    store.analytics.listConversationFacts({ siteIds, from: weekAgo, to: tomorrow }),
    listStaff(store, siteIds),
    connections.onlineAgents(),
    connections.countVisitors(siteIds),
  ]);
  const ofToday = week.filter((facts) => facts.firstVisitorMessageAt >= today);
  const before = week.filter((facts) => facts.firstVisitorMessageAt < today);
  return {
    waiting: inbox.waiting,
    oldestWaitingSeconds: inbox.oldestWaitingSince && (now.getTime() - inbox.oldestWaitingSince.getTime()) / 1000,
    open: inbox.open,
    assigned: inbox.assigned,
    agentsOnline: agents.filter((agent) => online.has(agent._id)).length,
    agentsTotal: agents.length,
    visitorsOnline,
    conversationsToday: ofToday.length,
    botShareToday: botShare(ofToday),
    firstResponseTodaySeconds: describeDurations(firstResponses(ofToday)).medianSeconds,
    firstResponseLastWeekSeconds: describeDurations(firstResponses(before)).medianSeconds,
  };
}

/** Those who could answer on one of these sites (undefined = all): active, with a password. */
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
  const theirs = sitesOf(agent);
  return theirs === undefined || siteIds === undefined || theirs.some((id) => siteIds.includes(id));
}
