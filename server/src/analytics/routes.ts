import { Analytics, AnalyticsQuery, LiveCounts, LiveQuery } from '@supportchat/protocol';
import { type Route, route } from '../http/route.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { getAnalytics } from './get-analytics.ts';
import { getLiveCounts } from './live.ts';

const tag = 'Analytics';

export function analyticsRoutes(deps: AnalyticsDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/analytics',
        summary: 'Conversations, messages and durations by day',
        tag,
        access: 'read-analytics',
        query: AnalyticsQuery,
        reply: Analytics,
        isHeavy: () => true,
      },
      ({ query }, { actor }) => getAnalytics(deps, actor, query),
    ),
    route(
      { method: 'get', path: '/analytics/live', summary: 'What is going on right now', tag, access: 'read-analytics', query: LiveQuery, reply: LiveCounts },
      ({ query }, { actor }) => getLiveCounts(deps, actor, query),
    ),
  ];
}
