import type { Analytics, Duration } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Durations, Figures, ReportOf } from '../store/port/analytics.ts';

/** Counts and durations of each day and of the whole range, as the panel shows them. */
export function describeReport(dates: string[], { spans, all }: ReportOf): Pick<Analytics, 'days' | 'firstResponse' | 'resolution' | 'botShare'> {
  return {
    days: spans.map((figures, index) => describeDay(dates[index] ?? '', figures)),
    firstResponse: inSeconds(all.firstResponse),
    resolution: inSeconds(all.resolution),
    botShare: botShare(all),
  };
}

/** Share of conversations that only the bot answered; null without conversations. */
export function botShare({ conversations, answeredByBotAlone }: Figures): number | null {
  return conversations === 0 ? null : answeredByBotAlone / conversations;
}

export function inSeconds({ count, median, p90 }: Durations): z.infer<typeof Duration> {
  return { count, medianSeconds: median && median / 1000, p90Seconds: p90 && p90 / 1000 };
}

function describeDay(date: string, figures: Figures): Analytics['days'][number] {
  const { conversations, answeredByAgent, answeredByBotAlone, messages } = figures;
  return {
    date,
    conversations,
    answeredByAgent,
    answeredByBotAlone,
    visitorMessages: messages.visitor,
    agentMessages: messages.agent,
    botMessages: messages.bot,
    firstResponse: inSeconds(figures.firstResponse),
    resolution: inSeconds(figures.resolution),
  };
}
