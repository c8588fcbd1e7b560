import type { Analytics, AnalyticsQuery } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { narrowToSite } from '../access/sites.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { readDays } from './days.ts';
import { describeReport } from './report.ts';

/** The report for a range of days on the sites that a user may see, or on one of them. */
export async function getAnalytics({ store, clock }: Pick<AnalyticsDeps, 'store' | 'clock'>, actor: Actor, query: AnalyticsQuery): Promise<Analytics> {
  const siteIds = narrowToSite(actor, query.siteId);
  const { from, to, dates, boundaries } = readDays(query, clock());
  const figures = await store.analytics.report({ siteIds, boundaries, of: ['conversations', 'resolutions', 'messages'] });
  return { from, to, timeZone: query.timeZone, ...describeReport(dates, figures) };
}
