import { expect, test } from 'vitest';
import { createFakeClock } from './testing/fake-browser.ts';
import { createTypingViewers } from './typing-viewers.ts';

test('each is shown until they stop, or six seconds after their last signal', async () => {
  const clock = createFakeClock();
  const signal = createTypingViewers(clock);
  const typing = new Set<string>();
  const receive = (who: string, isTyping: boolean) => signal(who, isTyping, (is) => (is ? typing.add(who) : typing.delete(who)));
  receive('ada', true);
  receive('bob', true);
  await clock.advance(5000);
  receive('ada', true);
  await clock.advance(1000);
  expect([...typing]).toEqual(['ada']);
  await clock.advance(5000);
  expect([...typing]).toEqual([]);
  receive('ada', true);
  receive('ada', false);
  expect([...typing]).toEqual([]);
  receive('ada', true);
  await clock.advance(5999);
  expect([...typing]).toEqual(['ada']);
});
