import { createLanes } from '@supportchat/delivery/lanes';
import { readingOldItems } from '@supportchat/delivery/old-items';
import { createOutbox, type OutboxItem } from '@supportchat/delivery/outbox';
import type { Ports } from '@supportchat/delivery/ports';
import type { MessageStored } from '@supportchat/protocol';
import { ApiError, describeError } from '../http/api-error.ts';

type Deps = {
  ports: Ports;
  /** One outbox per user, the same in all tabs. */
  userId: string;
  isConnected(): boolean;
  send(message: { conversationId: string; content: string; clientMessageId: string }): Promise<MessageStored>;
  /** The server has stored it. Called before the item leaves the outbox. */
  onStored(stored: MessageStored, item: OutboxItem): void;
};

const STOPPED = { message: 'The outbox was closed.', retryable: true };

/** Own messages that the server has not confirmed: one in flight per conversation and browser, in order, for hours if need be. */
export function createAgentOutbox({ ports, userId, isConnected, send, onStored }: Deps) {
  const outbox = createOutbox({ ...ports, storage: readingOldItems(ports.storage) }, outboxPrefix(userId));
  const listeners = new Set<() => void>();
  let items = outbox.items();
  let isStopped = false;

  function refresh(): void {
    items = outbox.items();
    for (const listener of listeners) listener();
  }

  /** Of an answer that arrives after the end nothing is kept: the next page sends the message again. */
  async function attempt({ conversationId = '', content, clientMessageId }: OutboxItem) {
    try {
      const stored = await send({ conversationId, content, clientMessageId });
      return isStopped ? ({ ok: false, error: STOPPED } as const) : ({ ok: true, ...stored } as const);
    } catch (error) {
      const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
      const failure = { ...describeError(error), retryable: !isPermanent(error), ...(retryAfterMs !== undefined && { retryAfterMs }) };
      return { ok: false, error: isStopped ? STOPPED : failure } as const;
    }
  }

  const lanes = createLanes(ports, {
    lock: `sc_send:${userId}:`,
    outbox,
    isLive: () => !isStopped && isConnected(),
    send: attempt,
    onStored,
    onChange: refresh,
  });
  function changed(): void {
    refresh();
    lanes.flush();
  }

  return {
    /** Everything unsent, in order. A new array after each change. */
    items: () => items,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Accepts a message; it is safe in storage before this returns. `clientMessageId` is given for one that was sent before. */
    add(conversationId: string, content: string, clientMessageId?: string): void {
      outbox.add(content, clientMessageId, conversationId);
      changed();
    },
    /** Retries a rejected message, with the same id. */
    retry(clientMessageId: string): void {
      outbox.retry(clientMessageId, items.find((item) => item.clientMessageId === clientMessageId)?.conversationId);
      changed();
    },
    /** Drops a message. */
    remove(clientMessageId: string): void {
      outbox.remove(clientMessageId);
      refresh();
    },
    /** The connection is back: retry immediately. */
    wake: lanes.wake,
    /** Another tab of this user changed the storage. */
    reload: changed,
    stop(): void {
      isStopped = true;
    },
  };
}
export type AgentOutbox = ReturnType<typeof createAgentOutbox>;

export const outboxPrefix = (userId: string) => `sc_outbox:${userId}:`;

/** Retrying cannot help: the message shows "Not sent". */
function isPermanent(error: unknown): boolean {
  return error instanceof ApiError && !error.retryable && error.code !== 'UNAUTHENTICATED' && error.code !== 'SESSION_ENDED';
}
