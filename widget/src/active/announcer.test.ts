import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnnouncer } from './announcer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('[WID13] the live region is rendered before it speaks, announces each text once, and is empty again', () => {
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  const announcer = createAnnouncer();
  const root = attach.mock.results[0]?.value as ShadowRoot | undefined;
  const region = root?.querySelector('[role="status"]');
  expect(announcer.element.hidden).toBe(false);
  expect(region?.textContent).toBe('');
  announcer.say('Ada: hello');
  announcer.say('');
  announcer.say('Not sent');
  expect(Array.from(region?.children ?? [], ({ textContent }) => textContent?.trim())).toEqual(['Ada: hello', 'Not sent']);
  expect(announcer.element.textContent).toBe('');
  vi.advanceTimersByTime(5000);
  expect(region?.textContent).toBe('');
  announcer.destroy();
});
