import type { Analytics, AnalyticsQuery } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import { narrowToSite } from '../scope.ts';
import type { AgentRecord } from '../store/store.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { readDays } from './days.ts';
import { describeReport } from './report.ts';

const RETRY_AFTER_MS = 1000;

/** Gives the report of a range of days on the sites that a user may see, or on one of them. A user gets one report at a time. */
export function createGetAnalytics({ store, clock }: Pick<AnalyticsDeps, 'store' | 'clock'>) {
  const underWay = new Set<string>();
  return async (who: AgentRecord, query: AnalyticsQuery): Promise<Analytics> => {
    const siteIds = narrowToSite(who, query.siteId);
    const { from, to, dates, boundaries } = readDays(query, clock());
    if (underWay.has(who._id)) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS });
    underWay.add(who._id);
    try {
      const figures = await store.analytics.report({ siteIds, boundaries, of: ['conversations', 'resolutions', 'messages'] });
      return { from, to, timeZone: query.timeZone, ...describeReport(dates, figures) };
    } finally {
      underWay.delete(who._id);
    }
  };
}
