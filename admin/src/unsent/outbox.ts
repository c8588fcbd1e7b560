import type { MessageStored } from '@supportchat/protocol';
import { ApiError, describeError } from '../http/api-error.ts';

/** A message that is written but not yet stored by the server. */
export type OutboxItem = {
  /** Created before the first attempt; the same for every attempt, so that the server stores it once. */
  clientMessageId: string;
  conversationId: string;
  content: string;
  /** Incremented with each message of this browser: messages leave in this order, whatever the clock says. */
  order: number;
  /** For display only. */
  queuedAt: string;
  /** Set when the server rejected it for good. */
  failure: { message: string; requestId: string } | null;
};

type Storage = { read(key: string): string | null; write(key: string, value: string): boolean; remove(key: string): void; keys(prefix: string): string[] };

export type OutboxDeps = {
  storage: Storage;
  /** Prefix of the keys in storage; one outbox per user. */
  prefix: string;
  send: (item: OutboxItem) => Promise<MessageStored>;
  /** The server has stored it. Called before the item leaves the outbox. */
  onStored: (item: OutboxItem, stored: MessageStored) => void;
  clock: () => Date;
  newId: () => string;
  /** 0 to 1, for the jitter of retries. */
  random: () => number;
  /** Runs later; returns a function that cancels it. */
  later: (run: () => void, ms: number) => () => void;
};

export type Outbox = ReturnType<typeof createOutbox>;

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;

/** Own messages in flight: kept in storage until the server has stored them, one in flight per conversation, in order, for hours if need be. */
export function createOutbox(deps: OutboxDeps) {
  let items = load();
  const listeners = new Set<() => void>();
  /** Conversations with a message in flight. */
  const busy = new Set<string>();
  const waits = new Map<string, { tries: number; cancel: (() => void) | null }>();
  let stopped = false;

  function load(): OutboxItem[] {
    return deps.storage
      .keys(deps.prefix)
      .map((key) => parseItem(deps.storage.read(key)))
      .filter((item) => item !== null)
      .sort((a, b) => a.order - b.order);
  }

  function set(next: OutboxItem[]) {
    items = next;
    for (const listener of listeners) listener();
  }

  function save(item: OutboxItem) {
    deps.storage.write(deps.prefix + item.clientMessageId, JSON.stringify(item));
    set([...items.filter((each) => each.clientMessageId !== item.clientMessageId), item].sort((a, b) => a.order - b.order));
  }

  function drop(clientMessageId: string) {
    deps.storage.remove(deps.prefix + clientMessageId);
    set(items.filter((each) => each.clientMessageId !== clientMessageId));
  }

  async function pump(conversationId: string): Promise<void> {
    const wait = waits.get(conversationId);
    if (stopped || busy.has(conversationId) || wait?.cancel) return;
    const item = items.find((each) => each.conversationId === conversationId && each.failure === null);
    if (!item) return;
    busy.add(conversationId);
    try {
      const stored = await deps.send(item);
      waits.delete(conversationId);
      if (stopped) return;
      deps.onStored(item, stored);
      drop(item.clientMessageId);
    } catch (error) {
      if (stopped) return;
      const alive = items.some((each) => each.clientMessageId === item.clientMessageId);
      if (alive && isPermanent(error)) save({ ...item, failure: describeError(error) });
      else retryLater(conversationId, error);
    } finally {
      busy.delete(conversationId);
    }
    await pump(conversationId);
  }

  function retryLater(conversationId: string, error: unknown) {
    const tries = (waits.get(conversationId)?.tries ?? 0) + 1;
    const longest = Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), MAX_DELAY_MS);
    const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
    const delay = Math.max(longest * (0.5 + deps.random() / 2), asked);
    const cancel = deps.later(() => {
      waits.set(conversationId, { tries, cancel: null });
      void pump(conversationId);
    }, delay);
    waits.set(conversationId, { tries, cancel });
  }

  function pumpAll() {
    for (const conversationId of new Set(items.map((item) => item.conversationId))) void pump(conversationId);
  }

  return {
    /** Everything unsent, in order. A new array after each change. */
    items: () => items,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Accepts a message; it is safe in storage before this returns. `clientMessageId` is given for one that was sent before. */
    add(conversationId: string, content: string, clientMessageId = deps.newId()): OutboxItem {
      const order = Math.max(0, ...items.map((item) => item.order)) + 1;
      const item: OutboxItem = { clientMessageId, conversationId, content, order, queuedAt: deps.clock().toISOString(), failure: null };
      save(item);
      void pump(conversationId);
      return item;
    },
    /** Retries a rejected message, with the same id. */
    retry(clientMessageId: string) {
      const item = items.find((each) => each.clientMessageId === clientMessageId);
      if (!item) return;
      save({ ...item, failure: null });
      void pump(item.conversationId);
    },
    /** Drops a message. */
    remove: drop,
    /** The connection is back: retry immediately. */
    wake() {
      for (const [conversationId, wait] of waits) {
        wait.cancel?.();
        waits.set(conversationId, { tries: 0, cancel: null });
      }
      pumpAll();
    },
    /** Another tab of this user changed the storage. */
    reload() {
      set(load());
      pumpAll();
    },
    stop() {
      stopped = true;
      for (const wait of waits.values()) wait.cancel?.();
    },
  };
}

/** Retrying cannot help: the message shows "Not sent". */
function isPermanent(error: unknown): boolean {
  return error instanceof ApiError && !error.retryable && error.code !== 'UNAUTHENTICATED' && error.code !== 'SESSION_ENDED';
}

function parseItem(text: string | null): OutboxItem | null {
  try {
    const item = JSON.parse(text ?? 'null') as Partial<OutboxItem> | null;
    return typeof item?.clientMessageId === 'string' &&
      typeof item.conversationId === 'string' &&
      typeof item.content === 'string' &&
      typeof item.order === 'number'
      ? (item as OutboxItem)
      : null;
  } catch {
    return null; // not ours
  }
}
