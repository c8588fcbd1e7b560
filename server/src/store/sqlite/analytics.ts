import { setImmediate as nextTurn } from 'node:timers/promises';
import { noFigures, type RawFigures, toReport } from '../figures.ts';
import type { AnalyticsStore, FiguresOf, ReportOf } from '../port/analytics.ts';
import type { Sql } from './connection.ts';

const SPAN = (column: string) => `${column} >= @from AND ${column} < @to`;
const ON_SITES = '(@siteIds IS NULL OR siteId IN (SELECT value FROM json_each(@siteIds))) AND (@hasRemovals = 0 OR siteId NOT IN (SELECT _id FROM removals))';
const CONVERSATIONS = `
SELECT count(*) AS conversations, count(firstResponseAt) AS answeredByAgent,
  count(*) FILTER (WHERE botAnswered = 1 AND firstResponseAt IS NULL) AS answeredByBotAlone,
  json_group_array(firstResponseAt - firstVisitorMessageAt) FILTER (WHERE firstResponseAt IS NOT NULL) AS durations
FROM conversations WHERE ${SPAN('firstVisitorMessageAt')} AND ${ON_SITES}`;
const RESOLUTIONS = `SELECT json_group_array(resolvedAt - createdAt) AS durations FROM conversations WHERE ${SPAN('resolvedAt')} AND ${ON_SITES}`;
/** Two conditions and one count cost half as much as grouping. */
const MESSAGES = `
SELECT count(*) AS messages, count(*) FILTER (WHERE senderType = 'agent') AS agent, count(*) FILTER (WHERE senderType = 'bot') AS bot
FROM messages WHERE ${SPAN('createdAt')} AND ${ON_SITES}`;
const HAS_REMOVALS = 'SELECT EXISTS (SELECT 1 FROM removals) AS hasRemovals';
/** Other readers get their turn after this much work, in milliseconds. */
const TURN_MS = 5;

type Span = { from: number; to: number; siteIds: string | null; hasRemovals: number };

/** Reads the figures span by span, so that it blocks neither other readers nor the log's checkpoint for long. `goesOn` throws to abort. */
export async function report(sql: Sql, { siteIds, boundaries, of }: Parameters<AnalyticsStore['report']>[0], goesOn: () => void): Promise<ReportOf> {
  const scope = { siteIds: siteIds ? JSON.stringify(siteIds) : null, hasRemovals: sql.get<{ hasRemovals: number }>(HAS_REMOVALS)?.hasRemovals ?? 0 };
  const spans: RawFigures[] = [];
  let turnEnds = performance.now() + TURN_MS;
  for (let index = 0; index < boundaries.length - 1; index++) {
    const span = { ...scope, from: Number(boundaries[index]), to: Number(boundaries[index + 1]) };
    spans.push(readSpan(sql, span, of));
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    goesOn();
    turnEnds = performance.now() + TURN_MS;
  }
  return toReport(spans);
}

function readSpan(sql: Sql, span: Span, of: FiguresOf[]): RawFigures {
  const figures = noFigures();
  if (of.includes('conversations')) {
    const { durations, ...counts } = sql.get(CONVERSATIONS, span) as Omit<RawFigures, 'firstResponses' | 'resolutions' | 'messages'> & { durations: string };
    Object.assign(figures, counts, { firstResponses: JSON.parse(durations) });
  }
  if (of.includes('resolutions')) figures.resolutions = JSON.parse(sql.get<{ durations: string }>(RESOLUTIONS, span)?.durations ?? '[]');
  if (of.includes('messages')) {
    const { messages, agent, bot } = sql.get(MESSAGES, span) as { messages: number; agent: number; bot: number };
    figures.messages = { visitor: messages - agent - bot, agent, bot };
  }
  return figures;
}
