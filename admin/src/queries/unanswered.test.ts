import { expect, it } from 'vitest';
import { dayBotShare, isQuiet, unanswered } from './unanswered.ts';

const none = { count: 0, medianSeconds: null, p90Seconds: null };
const day = {
  date: '2025-11-22',
  conversations: 10,
  answeredByAgent: 5,
  answeredByBotAlone: 4,
  visitorMessages: 0,
  agentMessages: 0,
  botMessages: 0,
  firstResponse: none,
  resolution: none,
};

it('conversations that no one answered are the rest', () => expect(unanswered(day)).toBe(1));

it('the bot’s share of a day without conversations is not a number', () => {
  expect(dayBotShare(day)).toBe(0.4);
  expect(dayBotShare({ ...day, conversations: 0, answeredByAgent: 0, answeredByBotAlone: 0 })).toBeNull();
});

it('days are quiet when no one wrote and nothing was resolved', () => {
  const quiet = { ...day, conversations: 0 };
  expect(isQuiet([quiet])).toBe(true);
  expect(isQuiet([quiet, day])).toBe(false);
  expect(isQuiet([{ ...quiet, resolution: { count: 1, medianSeconds: 60, p90Seconds: 60 } }])).toBe(false);
});
