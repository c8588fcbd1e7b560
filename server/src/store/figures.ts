import { describeDurations } from './durations.ts';
import type { Figures, ReportOf } from './port/analytics.ts';

/** The figures of a span with its individual durations. */
export type RawFigures = Omit<Figures, 'firstResponse' | 'resolution'> & { firstResponses: number[]; resolutions: number[] };

export function noFigures(): RawFigures {
  return {
    conversations: 0,
    answeredByAgent: 0,
    answeredByBotAlone: 0,
    firstResponses: [],
    resolutions: [],
    messages: { visitor: 0, agent: 0, bot: 0 },
  };
}

/** The figures of each span and of all of them: percentiles are computed over all durations, never averaged. */
export function toReport(spans: RawFigures[]): ReportOf {
  const all = noFigures();
  all.firstResponses = spans.flatMap(({ firstResponses }) => firstResponses);
  all.resolutions = spans.flatMap(({ resolutions }) => resolutions);
  for (const { conversations, answeredByAgent, answeredByBotAlone, messages } of spans) {
    all.conversations += conversations;
    all.answeredByAgent += answeredByAgent;
    all.answeredByBotAlone += answeredByBotAlone;
    for (const sender of ['visitor', 'agent', 'bot'] as const) all.messages[sender] += messages[sender];
  }
  return { spans: spans.map(toFigures), all: toFigures(all) };
}

function toFigures({ firstResponses, resolutions, ...counts }: RawFigures): Figures {
  return { ...counts, firstResponse: describeDurations(firstResponses), resolution: describeDurations(resolutions) };
}
