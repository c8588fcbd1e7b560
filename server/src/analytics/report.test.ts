import { expect, test } from 'vitest';
import { noFigures, toReport } from '../store/figures.ts';
import { describeReport } from './report.ts';

const dates = ['2026-11-20', '2026-11-21'];

test('[ANA3] each day shows its conversations as answered by an agent, by the bot alone, or by no one', () => {
  const first = { ...noFigures(), conversations: 3, answeredByAgent: 2, answeredByBotAlone: 1, firstResponses: [60_000, 30_000] };
  const second = { ...noFigures(), conversations: 1, resolutions: [86_400_000, 3_600_000], messages: { visitor: 3, agent: 2, bot: 1 } };
  const result = describeReport(dates, toReport([first, second]));
  const none = { count: 0, medianSeconds: null, p90Seconds: null };
  const firstResponse = { count: 2, medianSeconds: 45, p90Seconds: 60 };
  const resolution = { count: 2, medianSeconds: 45_000, p90Seconds: 86_400 };
  expect(result.days).toEqual([
    {
      date: '2026-11-20',
      conversations: 3,
      answeredByAgent: 2,
      answeredByBotAlone: 1,
      visitorMessages: 0,
      agentMessages: 0,
      botMessages: 0,
      firstResponse,
      resolution: none,
    },
    {
      date: '2026-11-21',
      conversations: 1,
      answeredByAgent: 0,
      answeredByBotAlone: 0,
      visitorMessages: 3,
      agentMessages: 2,
      botMessages: 1,
      firstResponse: none,
      resolution,
    },
  ]);
  expect(result).toMatchObject({ firstResponse, resolution, botShare: 0.25 });
});

test('[ANA3] without conversations the share is null', () => {
  expect(describeReport([], toReport([])).botShare).toBeNull();
});
