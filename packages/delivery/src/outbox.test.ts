import { beforeEach, expect, test } from 'vitest';
import { createOutbox } from './outbox.ts';
import { createFakeBrowser, createFakeClock } from './testing/fake-browser.ts';

let browser = createFakeBrowser(createFakeClock());
const open = (siteKey = 'site') => createOutbox({ ...browser.openTab(), now: () => new Date('2026-11-01T10:00:00Z') }, `box:${siteKey}:`);
const contents = (outbox = open()) => outbox.items().map(({ content }) => content);

beforeEach(() => {
  browser = createFakeBrowser(createFakeClock());
});

test('[MSG12] unsent messages survive a reload, in the order they were written', () => {
  const outbox = open();
  for (const content of ['one', 'two', 'three']) outbox.add(content);
  expect(contents()).toEqual(['one', 'two', 'three']);
  expect(open().next()).toMatchObject({ content: 'one', order: 1, createdAt: '2026-11-01T10:00:00.000Z' });
});

test('[MSG14] two tabs that write at once lose nothing', () => {
  const [left, right] = [open(), open()];
  const first = left.add('from the left');
  right.add('from the right');
  left.remove(first.clientMessageId);
  left.add('left again');
  expect(contents()).toEqual(['from the right', 'left again']);
  expect(contents(right)).toEqual(contents(left));
});

test('sites do not see each other’s messages', () => {
  open('a').add('for a');
  expect(contents(open('b'))).toEqual([]);
});

test('[MSG3] a message is resent to the conversation it was first sent to; Retry after a rejection sends it to the current one', () => {
  const outbox = open();
  const { clientMessageId } = outbox.add('hello');
  outbox.emitted(clientMessageId, 'first');
  outbox.emitted(clientMessageId, 'second');
  expect(outbox.next()).toMatchObject({ clientMessageId, conversationId: 'first' });
  outbox.refused(clientMessageId);
  expect(outbox.next()).toBeUndefined();
  outbox.retry(clientMessageId);
  expect(outbox.next()).toMatchObject({ clientMessageId });
  expect(outbox.next()?.conversationId).toBeUndefined();
});

test('a rejected message does not hold up the ones behind it', () => {
  const outbox = open();
  outbox.refused(outbox.add('too long').clientMessageId);
  outbox.add('fine');
  expect(outbox.next()?.content).toBe('fine');
  expect(contents()).toEqual(['too long', 'fine']);
});

test('an update for a removed message brings nothing back', () => {
  const outbox = open();
  const { clientMessageId } = outbox.add('hello');
  outbox.remove(clientMessageId);
  outbox.emitted(clientMessageId, 'c');
  outbox.refused(clientMessageId);
  outbox.retry(clientMessageId);
  expect(outbox.items()).toEqual([]);
});

test('garbage under our keys is ignored', () => {
  browser.stored.set('box:site:x', '{not json');
  browser.stored.set('box:site:y', '{"order":"1"}');
  browser.stored.set('box:site:z', 'null');
  open().add('good');
  expect(contents()).toEqual(['good']);
});
