import type { Ack, Message, MessagePage } from '@supportchat/protocol';
import { io, type Socket } from 'socket.io-client';
import { DisplayedMessages, keyOf } from './displayed-messages.ts';
import { Outbox } from './outbox.ts';
import { RECONNECTION_DELAYS, type ReconnectStyle, reconnectLike } from './reconnect.ts';
import { granted, isTimeout, Refused } from './refused.ts';

export type JournalClientOptions = {
  /** Address with the namespace. */
  address: string;
  /** Certificate of the address, as PEM; for https. */
  certificate?: string | undefined;
  /** `visitor:<id>` or `agent:<id>`. */
  sender: string;
  auth?: (give: (auth: object) => void) => void;
  /** Maximum messages in flight; with one, a rejected message holds back those after it. */
  window: number;
  reconnects: ReconnectStyle;
  /** Rejoins everything and returns a page of each conversation after what is known of it. */
  join: (client: JournalClient) => Promise<{ conversationId: string; page: MessagePage }[]>;
};

/** How long to wait for a reply before the message's outcome counts as unknown, in milliseconds. */
const ACK_TIMEOUT_MS = 5000;

/**
 * A client like ours: keeps what it wrote until it was acked, resends it after a reconnect with the same clientMessageId, resumes after what
 * it knows, fetches what is missing, and shows each message once, in order. It records every attempt.
 */
export class JournalClient {
  readonly socket: Socket;
  readonly sender: string;
  readonly displayed = new DisplayedMessages();
  readonly outbox: Outbox;
  /** The length of each outage: from the disconnect, or the oldest unanswered send, until everything was rejoined, in milliseconds. */
  readonly breaks: { ms: number; at: number }[] = [];
  /** How often the server announced a restart, and how often the connection closed without our doing. */
  restartsAnnounced = 0;
  cutOffs = 0;
  /** Messages that were pushed more than once on the same connection. */
  readonly repeated: { key: string; at: number }[] = [];
  #pushed = new Set<string>();
  #fetching = new Set<string>();
  #downSince: number | null = null;
  #joined = false;
  #options: JournalClientOptions;
  #failure: unknown = null;
  #stopReconnecting: () => void;

  constructor(options: JournalClientOptions) {
    const { address, sender, auth, certificate, reconnects } = options;
    this.sender = sender;
    this.#options = options;
    const socket = io(address, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      ...RECONNECTION_DELAYS[reconnects],
      ...(auth && { auth }),
      ...(certificate && { ca: certificate }),
    });
    this.socket = socket;
    this.outbox = new Outbox({
      ...options,
      ask: (event, payload) => this.ask(event, payload),
      onSilence: (failure) => this.#retryLater(failure),
      onFinalRefusal: (failure) => (this.#failure ??= failure),
    });
    socket.on('connect', () => void this.#resume().catch((failure: unknown) => this.#retryLater(failure)));
    socket.on('disconnect', (reason) => {
      this.#downSince ??= Math.min(performance.now(), this.outbox.close());
      this.#joined = false;
      this.#pushed.clear();
      this.#fetching.clear();
      if (reason !== 'io client disconnect') this.cutOffs += 1;
    });
    socket.on('server-restarting', () => (this.restartsAnnounced += 1));
    socket.on('new-message', (message: Message) => this.#receive(message));
    this.#stopReconnecting = reconnectLike(socket, reconnects);
    socket.connect();
  }

  /** Joined, and everything written has been acked. */
  get settled(): boolean {
    return this.joined && this.outbox.isEmpty;
  }

  get joined(): boolean {
    if (this.#failure) throw this.#failure;
    return this.#joined;
  }

  headOf(conversationId: string): number {
    return this.displayed.headOf(conversationId);
  }

  /** The ack of an event; rejects when none comes. */
  ask<T extends object>(event: string, payload: object): Promise<Ack<T>> {
    return this.socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, payload) as Promise<Ack<T>>;
  }

  close(): void {
    this.#stopReconnecting();
    this.socket.disconnect();
  }

  async #resume(): Promise<void> {
    for (const { conversationId, page } of await this.#options.join(this)) await this.#catchUp(conversationId, page);
    if (!this.socket.connected) return;
    this.#joined = true;
    const at = performance.now();
    if (this.#downSince !== null) this.breaks.push({ ms: at - this.#downSince, at });
    this.#downSince = null;
    // Messages pushed meanwhile may come after a gap.
    for (const conversationId of this.displayed.conversationIds()) this.#fillGap(conversationId);
    this.outbox.open();
  }

  /** The connection closed during the join: the next one starts over. Anything else is a failure of the test. */
  #retryLater(failure: unknown): void {
    if (!this.socket.connected) return;
    if (failure instanceof Refused && failure.retryable) setTimeout(() => this.socket.disconnect().connect(), 100);
    else if (isTimeout(failure)) this.socket.disconnect().connect();
    else this.#failure ??= failure;
  }

  async #catchUp(conversationId: string, first: MessagePage): Promise<void> {
    this.displayed.open(conversationId);
    for (let page = first; ; page = await this.#load(conversationId)) {
      for (const message of page.messages) this.#show(message);
      if (!page.hasMore) return;
    }
  }

  async #load(conversationId: string): Promise<MessagePage> {
    return granted(await this.ask<MessagePage>('load-messages', { conversationId, afterSeq: this.headOf(conversationId), limit: 100 }));
  }

  #receive(message: Message): void {
    const key = keyOf(message.conversationId, message.seq);
    if (this.#pushed.has(key)) this.repeated.push({ key, at: performance.now() });
    this.#pushed.add(key);
    this.#show(message);
    if (this.#joined) this.#fillGap(message.conversationId);
  }

  /** Fetches what is missing before a known message, one fetch at a time. */
  #fillGap(conversationId: string): void {
    if (this.#fetching.has(conversationId) || !this.displayed.hasGap(conversationId)) return;
    this.#fetching.add(conversationId);
    this.#load(conversationId)
      .then((page) => this.#catchUp(conversationId, page))
      .catch((failure: unknown) => this.#retryLater(failure))
      .finally(() => this.#fetching.delete(conversationId));
  }

  #show(message: Message): void {
    try {
      this.displayed.add(message);
    } catch (failure) {
      this.#failure ??= failure;
    }
  }
}
