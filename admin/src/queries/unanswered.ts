import type { AnalyticsDays } from './use-analytics.ts';

type Day = AnalyticsDays[number];

/** Conversations of a day that neither an agent nor the bot answered. */
export const unanswered = ({ conversations, answeredByAgent, answeredByBotAlone }: Day) => Math.max(0, conversations - answeredByAgent - answeredByBotAlone);

/** Share of a day's conversations that only the bot answered; null on a day without any. */
export const dayBotShare = ({ conversations, answeredByBotAlone }: Day) => (conversations === 0 ? null : answeredByBotAlone / conversations);

/** Whether anything happened at all. */
export const isQuiet = (days: AnalyticsDays) =>
  days.every((day) => day.conversations === 0 && day.visitorMessages + day.agentMessages + day.botMessages === 0 && day.resolution.count === 0);
