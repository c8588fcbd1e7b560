import type { AnalyticsStore, ConversationFacts, Sender } from '../store.ts';
import type { Engine } from './group-commit.ts';
import { defineTable } from './table.ts';

type Resolution = { createdAt: Date; resolvedAt: Date };
type Scope = { siteIds?: string[] | undefined; from: Date; to: Date };

const facts = defineTable<ConversationFacts>('conversations', {
  createdAt: 'date',
  firstVisitorMessageAt: 'date',
  firstResponseAt: 'date',
  resolvedAt: 'date',
  botAnswered: 'flag',
});
const resolutions = defineTable<Resolution>('conversations', { createdAt: 'date', resolvedAt: 'date' });

const ON_SITES = '(@siteIds IS NULL OR siteId IN (SELECT value FROM json_each(@siteIds)))';
const FACTS = `
SELECT ${facts.columns()} FROM conversations
WHERE firstVisitorMessageAt >= @from AND firstVisitorMessageAt < @to AND ${ON_SITES} ORDER BY firstVisitorMessageAt, number`;
const RESOLUTIONS = `
SELECT ${resolutions.columns()} FROM conversations WHERE resolvedAt >= @from AND resolvedAt < @to AND ${ON_SITES} ORDER BY resolvedAt, number`;
const TRAFFIC = `
WITH spans AS MATERIALIZED (SELECT key AS span, value AS "from", lead(value) OVER (ORDER BY key) AS "to" FROM json_each(@boundaries))
SELECT span, senderType, count(*) AS count FROM spans CROSS JOIN messages
ON messages.createdAt >= spans."from" AND messages.createdAt < spans."to" AND ${ON_SITES}
GROUP BY span, senderType`;

export function createAnalyticsStore({ sql, read }: Engine): AnalyticsStore {
  return {
    listConversationFacts: (scope) => read(() => sql.all(FACTS, scopeParameters(scope)).map(facts.toRecord)),
    listResolutions: (scope) => read(() => sql.all(RESOLUTIONS, scopeParameters(scope)).map(resolutions.toRecord)),
    countMessages: ({ siteIds, boundaries }) =>
      read(() => {
        const counts: Record<Sender, number>[] = boundaries.slice(1).map(() => ({ visitor: 0, agent: 0, bot: 0 }));
        const parameters = { siteIds: siteIds ? JSON.stringify(siteIds) : null, boundaries: JSON.stringify(boundaries.map(Number)) };
        for (const { span, senderType, count } of sql.all<{ span: number; senderType: Sender; count: number }>(TRAFFIC, parameters)) {
          const ofSpan = counts[span];
          if (ofSpan) ofSpan[senderType] = count;
        }
        return counts;
      }),
  };
}

function scopeParameters({ siteIds, from, to }: Scope) {
  return { siteIds: siteIds ? JSON.stringify(siteIds) : null, from: from.getTime(), to: to.getTime() };
}
