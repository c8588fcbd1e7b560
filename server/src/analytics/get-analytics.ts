import type { Analytics, AnalyticsQuery } from '@supportchat/protocol';
import { narrowToSite } from '../scope.ts';
import type { AgentRecord } from '../store/store.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { readDays } from './days.ts';
import { report } from './report.ts';

/** The report of a range of days on the sites that this user may see, or on one of them. */
export async function getAnalytics(deps: Pick<AnalyticsDeps, 'store' | 'clock'>, who: AgentRecord, query: AnalyticsQuery): Promise<Analytics> {
  const siteIds = narrowToSite(who, query.siteId);
  const { from, to, dates, boundaries } = readDays(query, deps.clock());
  const scope = { siteIds, from: boundaries[0] as Date, to: boundaries.at(-1) as Date };
  const [conversations, resolutions, messages] = await Promise.all([
    deps.store.analytics.listConversationFacts(scope),
    deps.store.analytics.listResolutions(scope),
    deps.store.analytics.countMessages({ siteIds, boundaries }),
  ]);
  return { from, to, timeZone: query.timeZone, ...report({ dates, boundaries, conversations, resolutions, messages }) };
}
