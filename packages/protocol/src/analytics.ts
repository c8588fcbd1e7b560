import { z } from 'zod';
import { Id } from './fields.ts';

const Day = z.iso.date();

export const AnalyticsQuery = z.strictObject({
  siteId: Id.optional(),
  /** First and last day, in `timeZone`; the last 14 days by default; at most 366 days. */
  from: Day.optional(),
  to: Day.optional(),
  /** IANA name, such as Europe/Berlin; UTC by default. */
  timeZone: z.string().max(60).default('UTC'),
});
export type AnalyticsQuery = z.infer<typeof AnalyticsQuery>;

/** Durations in seconds; null = nothing to measure. */
export const Duration = z.object({ count: z.number().int(), medianSeconds: z.number().nullable(), p90Seconds: z.number().nullable() });

export const AnalyticsDay = z.object({
  /** Day in the requested time zone, YYYY-MM-DD. */
  date: Day,
  /** Conversations whose first message fell on this day. */
  conversations: z.number().int(),
  /** Of those: an agent wrote in it; the bot answered and no agent wrote. */
  answeredByAgent: z.number().int(),
  answeredByBotAlone: z.number().int(),
  visitorMessages: z.number().int(),
  agentMessages: z.number().int(),
  botMessages: z.number().int(),
  /** Visitor's first message → first agent message. */
  firstResponse: Duration,
  /** Created → resolved. */
  resolution: Duration,
});
export const Analytics = z
  .object({
    from: Day,
    to: Day,
    timeZone: z.string(),
    days: z.array(AnalyticsDay),
    firstResponse: Duration,
    resolution: Duration,
    /** Share of conversations that the bot answered alone, 0-1; null without conversations. */
    botShare: z.number().nullable(),
  })
  .meta({ id: 'Analytics' });
export type Analytics = z.infer<typeof Analytics>;

export const LiveQuery = z.strictObject({ siteId: Id.optional(), timeZone: z.string().max(60).default('UTC') });
/** The current activity. */
export const LiveCounts = z
  .object({
    waiting: z.number().int(),
    oldestWaitingSeconds: z.number().nullable(),
    open: z.number().int(),
    assigned: z.number().int(),
    agentsOnline: z.number().int(),
    agentsTotal: z.number().int(),
    /** Visitors with a connected widget. */
    visitorsOnline: z.number().int(),
    conversationsToday: z.number().int(),
    botShareToday: z.number().nullable(),
    firstResponseTodaySeconds: z.number().nullable(),
    /** Median of the seven days before today, for comparison. */
    firstResponseLastWeekSeconds: z.number().nullable(),
  })
  .meta({ id: 'LiveCounts' });
export type LiveCounts = z.infer<typeof LiveCounts>;
