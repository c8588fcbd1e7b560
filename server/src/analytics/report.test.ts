import { expect, test } from 'vitest';
import type { ConversationFacts } from '../store/store.ts';
import { describeDurations } from './durations.ts';
import { report } from './report.ts';

const at = (text: string) => new Date(`2026-11-${text}Z`);
const boundaries = [at('20T00:00'), at('21T00:00'), at('22T00:00')];
const dates = ['2026-11-20', '2026-11-21'];
const fact = (firstVisitorMessageAt: Date, more: Partial<ConversationFacts> = {}): ConversationFacts => ({
  createdAt: firstVisitorMessageAt,
  firstVisitorMessageAt,
  firstResponseAt: null,
  resolvedAt: null,
  botAnswered: false,
  ...more,
});
const none = { visitor: 0, agent: 0, bot: 0 };

test('[ANA2] median and 90th percentile are exact', () => {
  expect(describeDurations([])).toEqual({ count: 0, medianSeconds: null, p90Seconds: null });
  expect(describeDurations([1500])).toEqual({ count: 1, medianSeconds: 1.5, p90Seconds: 1.5 });
  expect(describeDurations([4000, 1000])).toEqual({ count: 2, medianSeconds: 2.5, p90Seconds: 4 });
  expect(describeDurations([100_000, 9000, 1000])).toEqual({ count: 3, medianSeconds: 9, p90Seconds: 100 });
  const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((seconds) => seconds * 1000);
  expect(describeDurations(ten)).toEqual({ count: 10, medianSeconds: 5.5, p90Seconds: 9 });
  const hundred = Array.from({ length: 100 }, (_, index) => (index + 1) * 1000);
  expect(describeDurations(hundred)).toEqual({ count: 100, medianSeconds: 50.5, p90Seconds: 90 });
});

test('[ANA3] each conversation counts on the day of its first message, as answered by an agent, by the bot alone, or by nobody', () => {
  const conversations = [
    fact(at('20T00:00:00'), { botAnswered: true }),
    fact(at('20T10:00:00'), { botAnswered: true, firstResponseAt: at('20T10:01:00') }),
    fact(at('20T23:59:59.999'), { firstResponseAt: at('21T00:00:29.999') }),
    fact(at('21T00:00:00')),
  ];
  const messages = [
    { visitor: 3, agent: 2, bot: 2 },
    { visitor: 1, agent: 0, bot: 0 },
  ];
  const result = report({ dates, boundaries, conversations, resolutions: [], messages });
  expect(result.days).toEqual([
    {
      date: '2026-11-20',
      conversations: 3,
      answeredByAgent: 2,
      answeredByBotAlone: 1,
      visitorMessages: 3,
      agentMessages: 2,
      botMessages: 2,
      firstResponse: { count: 2, medianSeconds: 45, p90Seconds: 60 },
      resolution: { count: 0, medianSeconds: null, p90Seconds: null },
    },
    {
      date: '2026-11-21',
      conversations: 1,
      answeredByAgent: 0,
      answeredByBotAlone: 0,
      visitorMessages: 1,
      agentMessages: 0,
      botMessages: 0,
      firstResponse: { count: 0, medianSeconds: null, p90Seconds: null },
      resolution: { count: 0, medianSeconds: null, p90Seconds: null },
    },
  ]);
  expect(result.firstResponse).toEqual({ count: 2, medianSeconds: 45, p90Seconds: 60 });
  expect(result.botShare).toBe(0.25);
});

test('[ANA3] a resolution counts on the day it happened', () => {
  const resolutions = [
    { createdAt: at('20T10:00'), resolvedAt: at('21T10:00') },
    { createdAt: at('21T09:00'), resolvedAt: at('21T10:00') },
  ];
  const result = report({ dates, boundaries, conversations: [], resolutions, messages: [none, none] });
  expect(result.days.map((day) => day.resolution.count)).toEqual([0, 2]);
  expect(result.resolution).toEqual({ count: 2, medianSeconds: 45_000, p90Seconds: 86_400 });
  expect(result.botShare).toBeNull();
});
