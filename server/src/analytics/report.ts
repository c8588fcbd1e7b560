import type { Analytics } from '@supportchat/protocol';
import type { ConversationFacts, Sender } from '../store/store.ts';
import { describeDurations } from './durations.ts';

/** What a report is made from: facts of all days, and the messages of each. */
export type ReportFacts = {
  dates: string[];
  /** One more than dates: `dates[i]` lasts from `boundaries[i]` up to `boundaries[i + 1]`. */
  boundaries: Date[];
  conversations: ConversationFacts[];
  resolutions: { createdAt: Date; resolvedAt: Date }[];
  messages: Record<Sender, number>[];
};

/** Counts and durations of each day and of all of them. A pure function: the same facts give the same report. */
export function report({
  dates,
  boundaries,
  conversations,
  resolutions,
  messages,
}: ReportFacts): Pick<Analytics, 'days' | 'firstResponse' | 'resolution' | 'botShare'> {
  const conversationsOf = groupByDay(conversations, boundaries, (facts) => facts.firstVisitorMessageAt);
  const resolutionsOf = groupByDay(resolutions, boundaries, (facts) => facts.resolvedAt);
  const days = dates.map((date, index) => {
    const begun = conversationsOf[index] ?? [];
    const sent = messages[index];
    return {
      date,
      conversations: begun.length,
      answeredByAgent: begun.filter(isAnsweredByAgent).length,
      answeredByBotAlone: begun.filter(isAnsweredByBotAlone).length,
      visitorMessages: sent?.visitor ?? 0,
      agentMessages: sent?.agent ?? 0,
      botMessages: sent?.bot ?? 0,
      firstResponse: describeDurations(firstResponses(begun)),
      resolution: describeDurations(resolutionTimes(resolutionsOf[index] ?? [])),
    };
  });
  return {
    days,
    firstResponse: describeDurations(firstResponses(conversations)),
    resolution: describeDurations(resolutionTimes(resolutions)),
    botShare: botShare(conversations),
  };
}

/** Share of conversations that the bot answered and no agent did; null without conversations. */
export function botShare(conversations: ConversationFacts[]): number | null {
  return conversations.length === 0 ? null : conversations.filter(isAnsweredByBotAlone).length / conversations.length;
}

/** Visitor's first message → first agent message, in milliseconds. */
export function firstResponses(conversations: ConversationFacts[]): number[] {
  return conversations.flatMap(({ firstVisitorMessageAt, firstResponseAt }) =>
    firstResponseAt ? [firstResponseAt.getTime() - firstVisitorMessageAt.getTime()] : [],
  );
}

function resolutionTimes(resolutions: ReportFacts['resolutions']): number[] {
  return resolutions.map(({ createdAt, resolvedAt }) => resolvedAt.getTime() - createdAt.getTime());
}

function isAnsweredByAgent(facts: ConversationFacts): boolean {
  return facts.firstResponseAt !== null;
}

function isAnsweredByBotAlone(facts: ConversationFacts): boolean {
  return facts.botAnswered && !isAnsweredByAgent(facts);
}

/** Sorts facts into days; what lies outside of all of them is left out. */
function groupByDay<T>(facts: T[], boundaries: Date[], timeOf: (fact: T) => Date): T[][] {
  const groups: T[][] = boundaries.slice(1).map(() => []);
  for (const fact of facts) {
    const at = timeOf(fact);
    const next = boundaries.findIndex((boundary) => boundary > at);
    groups[next - 1]?.push(fact);
  }
  return groups;
}
