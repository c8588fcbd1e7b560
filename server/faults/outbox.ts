import type { Ack, MessageStored } from '@supportchat/protocol';
import type { Attempt } from './checker.ts';
import { Refused } from './refused.ts';

type Wire = {
  sender: string;
  /** Maximum messages in flight. */
  window: number;
  ask(event: 'send-message', payload: object): Promise<Ack<MessageStored>>;
  /** No reply came although the connection is up. */
  onSilence(failure: unknown): void;
  onFinalRefusal(failure: Refused): void;
};

/** What a client has written, in order: kept and resent until it is acked, always with the same clientMessageId. */
export class Outbox {
  readonly journal: Attempt[] = [];
  /** Each rejection: its code, how long after the emit it came, and when, in milliseconds; an attempt without a reply has none. */
  readonly refusals: { code: string; afterMs: number; at: number }[] = [];
  /** Receipts of messages that an earlier attempt had stored although its ack never came. */
  storedBefore = 0;
  #unacked: Attempt[] = [];
  /** When each unanswered message was sent. */
  #inFlight = new Map<Attempt, { sentAt: number }>();
  #open = false;
  #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get isEmpty(): boolean {
    return this.#unacked.length === 0;
  }

  /** How many messages have been acked. */
  get acked(): number {
    return this.journal.length - this.#unacked.length;
  }

  write(message: Pick<Attempt, 'conversationId' | 'clientMessageId' | 'content'>): void {
    const attempt: Attempt = { sender: this.#wire.sender, ...message, receipts: [] };
    this.journal.push(attempt);
    this.#unacked.push(attempt);
    this.#flush();
  }

  /** Starts sending, unanswered messages first. */
  open(): void {
    this.#open = true;
    this.#flush();
  }

  /** The connection closed. Returns when the oldest unanswered message was sent; infinity if there is none. */
  close(): number {
    const oldest = Math.min(...[...this.#inFlight.values()].map(({ sentAt }) => sentAt));
    this.#open = false;
    this.#inFlight.clear();
    return oldest;
  }

  #flush(): void {
    if (!this.#open) return;
    for (const attempt of this.#unacked) {
      if (this.#inFlight.size >= this.#wire.window) return;
      if (!this.#inFlight.has(attempt)) this.#send(attempt);
    }
  }

  #send(attempt: Attempt): void {
    const sent = { sentAt: performance.now() };
    this.#inFlight.set(attempt, sent);
    attempt.firstSentAt ??= sent.sentAt;
    const { conversationId, clientMessageId, content } = attempt;
    /** Whether this attempt was still pending; after a disconnect, the next one resends the message. */
    const ended = () => this.#inFlight.get(attempt) === sent && this.#inFlight.delete(attempt);
    this.#wire.ask('send-message', { conversationId, clientMessageId, content }).then(
      (reply) => {
        ended();
        if (reply.ok) this.#acked(attempt, reply);
        else this.#refused(reply, sent.sentAt);
      },
      (failure: unknown) => {
        if (ended()) this.#wire.onSilence(failure);
      },
    );
  }

  #acked(attempt: Attempt, { _id, seq, duplicate }: MessageStored): void {
    attempt.receipts.push({ _id, seq });
    attempt.ackedAt ??= performance.now();
    if (duplicate) this.storedBefore += 1;
    this.#unacked = this.#unacked.filter((one) => one !== attempt);
    this.#flush();
  }

  #refused({ error }: Extract<Ack<MessageStored>, { ok: false }>, sentAt: number): void {
    const at = performance.now();
    this.refusals.push({ code: error.code, afterMs: at - sentAt, at });
    if (error.retryable) setTimeout(() => this.#flush(), 200);
    else this.#wire.onFinalRefusal(new Refused(error));
  }
}
