import type { MessageStored } from '@supportchat/protocol';
import { backoff } from './backoff.ts';
import type { Outbox, OutboxItem, Reason } from './outbox.ts';
import type { Ports } from './ports.ts';

/** Why an attempt failed; `retryable` also when it is unknown whether it arrived. */
export type Failure = Reason & { retryable?: boolean; retryAfterMs?: number };

/** A queue of messages that leave in order. */
export type Lane = {
  /** The name of its lock, the same in all tabs. */
  lock: string;
  outbox: Pick<Outbox, 'remove' | 'refused'>;
  /** The message to send now; none while there is no connection. */
  next(): OutboxItem | undefined;
  /** One attempt. */
  send(item: OutboxItem): Promise<({ ok: true } & MessageStored) | { ok: false; error: Failure }>;
  /** Called before the message leaves the outbox. */
  onStored(stored: MessageStored, item: OutboxItem): void;
  /** The outbox has changed. */
  onChange(): void;
};

/** Sends what is in the lane: in order, one message in flight across all tabs, retrying until each is stored or rejected. */
export function createDelivery({ exclusively, later, chance }: Pick<Ports, 'exclusively' | 'later' | 'chance'>, lane: Lane) {
  let isRunning = false;
  let attempt = 0;
  let goOn = () => {};

  async function flush(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    attempt = 0;
    while (lane.next()) {
      const failure = await exclusively(lane.lock, sendAll);
      if (failure)
        await new Promise<void>((resolve) => {
          goOn = resolve;
          later(resolve, backoff(attempt++, chance(), failure.retryAfterMs));
        });
    }
    isRunning = false;
  }

  /** Exclusive among the tabs: so storage is read again, as another tab may have sent a message. Ends at the first that must wait. */
  async function sendAll(): Promise<Failure | undefined> {
    for (let item = lane.next(); item; item = lane.next()) {
      const reply = await lane.send(item);
      if (!reply.ok && reply.error.retryable) return reply.error;
      attempt = 0;
      if (reply.ok) {
        lane.onStored(reply, item);
        lane.outbox.remove(item.clientMessageId);
      } else lane.outbox.refused(item.clientMessageId, reply.error);
      lane.onChange();
    }
  }

  return {
    /** Sends what there is; a wait before another attempt continues. */
    flush,
    /** Sends now. */
    wake(): Promise<void> {
      goOn();
      return flush();
    },
  };
}
