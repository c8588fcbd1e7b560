import type { SenderType } from '@supportchat/protocol';

/** In milliseconds, exact: the median, and the 90th percentile by nearest rank. */
export type Durations = { count: number; median: number | null; p90: number | null };
export type Figures = {
  /** Conversations whose first visitor message fell in the span, and how they have been answered so far. */
  conversations: number;
  answeredByAgent: number;
  answeredByBotAlone: number;
  /** Of these conversations: first visitor message to first agent message. */
  firstResponse: Durations;
  /** Of conversations that were resolved in the span and still are: created to resolved. */
  resolution: Durations;
  messages: Record<SenderType, number>;
};
export type ReportOf = { spans: Figures[]; all: Figures };
export type FiguresOf = 'conversations' | 'resolutions' | 'messages';
export type AnalyticsStore = {
  /**
   * The figures of each [boundaries[i], boundaries[i + 1]) and of all of them together. Only the figures that `of` names are counted; the others
   * are 0. Boundaries rise. Exact, and never delays messages, however long it takes [ST98]; rejects with TIMED_OUT when that is too long.
   */
  report(scope: { siteIds?: string[] | undefined; boundaries: Date[]; of: FiguresOf[] }): Promise<ReportOf>;
};
