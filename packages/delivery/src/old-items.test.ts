import { expect, test } from 'vitest';
import { readingOldItems } from './old-items.ts';
import { createOutbox } from './outbox.ts';
import { createFakeBrowser, createFakeClock } from './testing/fake-browser.ts';

/** As version 0.1 wrote them, byte by byte. */
const WIDGET = [
  '{"clientMessageId":"w1","content":"waiting","order":1,"createdAt":"2026-11-01T10:00:00.000Z"}',
  '{"conversationId":"c1","clientMessageId":"w2","content":"sent once","order":2,"createdAt":"2026-11-01T10:00:01.000Z"}',
  '{"conversationId":"c1","clientMessageId":"w3","content":"refused","order":3,"createdAt":"2026-11-01T10:00:02.000Z","isRefused":true}',
  '{"clientMessageId":"w4","content":"again","order":4,"createdAt":"2026-11-01T10:00:03.000Z","isRefused":false}',
];
const PANEL = [
  '{"clientMessageId":"p1","conversationId":"c1","content":"waiting","order":1,"queuedAt":"2026-11-01T10:00:00.000Z","failure":null}',
  '{"clientMessageId":"p2","conversationId":"c2","content":"refused","order":2,"queuedAt":"2026-11-01T10:00:01.000Z","failure":{"message":"It is closed.","requestId":""}}',
];

function open(texts: string[]) {
  const browser = createFakeBrowser(createFakeClock());
  for (const text of texts) browser.stored.set(`box:${JSON.parse(text).clientMessageId}`, text);
  const tab = browser.openTab();
  return { browser, outbox: createOutbox({ ...tab, storage: readingOldItems(tab.storage) }, 'box:') };
}

test('[MSG12] what version 0.1 of the widget left unsent is read', () => {
  const { outbox } = open(WIDGET);
  expect(outbox.items().map(({ content, isRefused, createdAt }) => [content, Boolean(isRefused), createdAt.slice(17, 19)])).toEqual([
    ['waiting', false, '00'],
    ['sent once', false, '01'],
    ['refused', true, '02'],
    ['again', false, '03'],
  ]);
  expect(outbox.next()).toMatchObject({ clientMessageId: 'w1' });
});

test('[MSG13] what version 0.1 of the panel left unsent is read, with its time and why it was refused', () => {
  const { outbox } = open(PANEL);
  expect(outbox.items()).toEqual([
    { clientMessageId: 'p1', conversationId: 'c1', content: 'waiting', order: 1, createdAt: '2026-11-01T10:00:00.000Z' },
    {
      clientMessageId: 'p2',
      conversationId: 'c2',
      content: 'refused',
      order: 2,
      createdAt: '2026-11-01T10:00:01.000Z',
      isRefused: true,
      failure: { message: 'It is closed.', requestId: '' },
    },
  ]);
  expect(outbox.next('c1')).toMatchObject({ clientMessageId: 'p1' });
  expect(outbox.next('c2')).toBeUndefined();
});

test('an old item that is changed is written in the new format', () => {
  const { browser, outbox } = open(PANEL);
  outbox.retry('p2', 'c2');
  outbox.refused('p1', { message: 'No.' });
  expect(outbox.next('c2')).toMatchObject({ clientMessageId: 'p2', createdAt: '2026-11-01T10:00:01.000Z' });
  expect([...browser.stored.values()].join('')).not.toContain('queuedAt');
});
