import type { MessageStored } from '@supportchat/protocol';
import { describe, expect, it, vi } from 'vitest';
import { ApiError, offlineError } from '../http/api-error.ts';
import { createOutbox, type OutboxItem } from './outbox.ts';

type Answer = { item: OutboxItem; accept: () => void; refuse: (error: ApiError) => void };

/** A browser's storage, a server whose answers the test gives, and a clock that the test moves. */
function bench(stored = new Map<string, string>()) {
  const sent: Answer[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const done: string[] = [];
  let ids = 0;
  const open = () =>
    createOutbox({
      storage: {
        read: (key) => stored.get(key) ?? null,
        write: (key, value) => Boolean(stored.set(key, value)),
        remove: (key) => stored.delete(key),
        keys: (prefix) => [...stored.keys()].filter((key) => key.startsWith(prefix)),
      },
      prefix: 'box:',
      send: (item) =>
        new Promise<MessageStored>((resolve, reject) => {
          const accept = () =>
            resolve({ _id: 'm', seq: 1, conversationId: item.conversationId, clientMessageId: item.clientMessageId, createdAt: '', duplicate: false });
          sent.push({ item, accept, refuse: reject });
        }),
      onStored: (item) => done.push(item.content),
      clock: () => new Date(0),
      newId: () => `id-${++ids}`,
      random: () => 1,
      later: (run, ms) => {
        const timer = { run, ms };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
      },
    });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const runTimers = async () => {
    for (const timer of timers.splice(0)) timer.run();
    await settle();
  };
  return { open, sent, timers, done, stored, settle, runTimers };
}
const last = <T>(items: T[]) => items.at(-1) as T;
const unavailable = (retryAfterMs?: number) => new ApiError({ code: 'UNAVAILABLE', message: 'later', retryable: true, retryAfterMs });
const refused = new ApiError({ code: 'CONVERSATION_CLOSED', message: 'It is closed.', requestId: 'r1' });

describe('the outbox', () => {
  it('keeps a message in storage, with its id, before it is sent, and removes it once stored', async () => {
    const { open, sent, done, stored, settle } = bench();
    const outbox = open();
    outbox.add('c1', 'hello');
    expect(JSON.parse(stored.get('box:id-1') ?? '{}')).toMatchObject({ clientMessageId: 'id-1', content: 'hello' });
    last(sent).accept();
    await settle();
    expect(done).toEqual(['hello']);
    expect(stored.size).toBe(0);
    expect(outbox.items()).toEqual([]);
  });

  it('has one message in flight per conversation, in the order written', async () => {
    const { open, sent, settle } = bench();
    const outbox = open();
    outbox.add('c1', 'one');
    outbox.add('c1', 'two');
    outbox.add('c2', 'other');
    expect(sent.map(({ item }) => item.content)).toEqual(['one', 'other']);
    sent[0]?.accept();
    await settle();
    expect(sent.map(({ item }) => item.content)).toEqual(['one', 'other', 'two']);
  });

  it('resends the same id when there is no answer, with growing delays', async () => {
    const { open, sent, timers, settle, runTimers } = bench();
    open().add('c1', 'hello');
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      last(sent).refuse(offlineError());
      await settle();
      waits.push(last(timers).ms);
      await runTimers();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(new Set(sent.map(({ item }) => item.clientMessageId))).toEqual(new Set(['id-1']));
  });

  it('waits as long as the server requests', async () => {
    const { open, sent, timers, settle } = bench();
    open().add('c1', 'hello');
    last(sent).refuse(unavailable(7000));
    await settle();
    expect(last(timers).ms).toBe(7000);
  });

  it('retries immediately when the connection is back', async () => {
    const { open, sent, settle, timers } = bench();
    const outbox = open();
    outbox.add('c1', 'hello');
    last(sent).refuse(offlineError());
    await settle();
    outbox.wake();
    expect(sent).toHaveLength(2);
    expect(timers).toHaveLength(0);
  });

  it('survives a reload: a new outbox sends what the old one left, in order, with the same ids', () => {
    const first = bench();
    const before = first.open();
    before.add('c1', 'one');
    before.add('c1', 'two');
    before.stop();
    const second = bench(first.stored);
    const after = second.open();
    after.wake();
    expect(after.items().map(({ clientMessageId }) => clientMessageId)).toEqual(['id-1', 'id-2']);
    expect(second.sent.map(({ item }) => item.content)).toEqual(['one']);
  });

  it('shows a final rejection, lets the next message pass, and retries with the same id on request', async () => {
    const { open, sent, settle } = bench();
    const outbox = open();
    outbox.add('c1', 'one');
    outbox.add('c1', 'two');
    last(sent).refuse(refused);
    await settle();
    expect(outbox.items()[0]?.failure).toEqual({ message: 'It is closed.', requestId: '' });
    expect(last(sent).item.content).toBe('two');
    last(sent).accept();
    await settle();
    outbox.retry('id-1');
    expect(last(sent).item).toMatchObject({ clientMessageId: 'id-1', failure: null });
  });

  it('drops a message that is deleted', async () => {
    const { open, sent, settle, stored } = bench();
    const outbox = open();
    outbox.add('c1', 'one');
    last(sent).refuse(refused);
    await settle();
    outbox.remove('id-1');
    expect(stored.size).toBe(0);
    expect(outbox.items()).toEqual([]);
  });

  it('follows what another tab changed and ignores what is not a message', () => {
    const { open, stored } = bench();
    const outbox = open();
    const heard = vi.fn();
    outbox.subscribe(heard);
    stored.set('box:x', 'not json');
    stored.set('box:y', JSON.stringify({ clientMessageId: 'y', conversationId: 'c1', content: 'from the other tab', order: 1, queuedAt: '', failure: null }));
    outbox.reload();
    expect(outbox.items().map(({ content }) => content)).toEqual(['from the other tab']);
    expect(heard).toHaveBeenCalled();
  });
});
