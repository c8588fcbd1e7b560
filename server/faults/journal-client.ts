import type { Ack, Message, MessagePage, MessageStored } from '@supportchat/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Attempt, Reading, ReadMessage } from './checker.ts';

export type JournalClientOptions = {
  /** Address with the namespace. */
  address: string;
  /** `visitor:<id>` or `agent:<id>`. */
  sender: string;
  auth?: Record<string, string>;
  /** How many messages may be on their way at once; with one, a refused message holds back those after it. */
  window: number;
  /** Joins everything again and returns a page of each conversation after what is known of it. */
  join: (client: JournalClient) => Promise<{ conversationId: string; page: MessagePage }[]>;
};

/** How long an answer is waited for before the message counts as of unknown fate, in milliseconds. */
const ACK_TIMEOUT_MS = 5000;

/**
 * A client as ours are: keeps what it wrote until it was acked, sends it again after a reconnect with the same clientMessageId,
 * resumes after what it knows, and shows each message once, in order. It writes down everything that it tried.
 */
export class JournalClient {
  readonly socket: Socket;
  readonly sender: string;
  readonly journal: Attempt[] = [];
  /** Times in milliseconds from emit to each failure, with its code; a try without an answer has none. */
  readonly refusals: { code: string; afterMs: number }[] = [];
  /** How often the server announced that it goes away, and how often the connection ended without our doing. */
  restartsAnnounced = 0;
  cutOffs = 0;
  /** Receipts of messages that an earlier try had stored, though its ack never came. */
  storedBefore = 0;
  #unacked: Attempt[] = [];
  #inFlight = new Set<Attempt>();
  #known = new Map<string, Map<number, ReadMessage>>();
  #joined = false;
  #window: number;
  #join: JournalClientOptions['join'];
  #failure: unknown = null;

  constructor({ address, sender, auth, window, join }: JournalClientOptions) {
    this.sender = sender;
    this.#window = window;
    this.#join = join;
    const socket = io(address, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: 100,
      reconnectionDelayMax: 400,
      ...(auth && { auth }),
    });
    this.socket = socket;
    socket.on('connect', () => void this.#resume().catch((failure: unknown) => this.#retryLater(failure)));
    socket.on('disconnect', (reason) => {
      this.#joined = false;
      this.#inFlight.clear();
      if (reason !== 'io client disconnect') this.cutOffs += 1;
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('server-restarting', () => (this.restartsAnnounced += 1));
    socket.on('new-message', (message: Message) => this.#show(message));
    socket.connect();
  }

  /** Joined, and everything written has been acked. */
  get settled(): boolean {
    if (this.#failure) throw this.#failure;
    return this.#joined && this.#unacked.length === 0;
  }

  get joined(): boolean {
    if (this.#failure) throw this.#failure;
    return this.#joined;
  }

  /** How many messages have been acked. */
  get acked(): number {
    return this.journal.length - this.#unacked.length;
  }

  /** Writes a message: into the journal, and to the server as soon as that is possible. */
  write(conversationId: string, clientMessageId: string, content: string): void {
    const attempt: Attempt = { sender: this.sender, conversationId, clientMessageId, content, receipts: [] };
    this.journal.push(attempt);
    this.#unacked.push(attempt);
    this.#flush();
  }

  /** The newest `seq` before the first gap. */
  headOf(conversationId: string): number {
    const known = this.#known.get(conversationId);
    let head = 0;
    while (known?.has(head + 1)) head += 1;
    return head;
  }

  /** What this client shows. */
  reading(): Reading {
    return new Map([...this.#known].map(([id, messages]) => [id, [...messages.values()].sort((a, b) => a.seq - b.seq)]));
  }

  /** The ack of an event; rejects when none comes. */
  ask<T extends object>(event: string, payload: object): Promise<Ack<T>> {
    return this.socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, payload) as Promise<Ack<T>>;
  }

  close(): void {
    this.socket.disconnect();
  }

  async #resume(): Promise<void> {
    for (const { conversationId, page } of await this.#join(this)) await this.#catchUp(conversationId, page);
    this.#joined = this.socket.connected;
    this.#flush();
  }

  /** The connection went while it joined: the next one begins anew. Anything else is a failure of the test. */
  #retryLater(failure: unknown): void {
    if (!this.socket.connected) return;
    if (failure instanceof Refused && failure.retryable) setTimeout(() => this.socket.disconnect().connect(), 100);
    else if (isTimeout(failure)) this.socket.disconnect().connect();
    else this.#failure ??= failure;
  }

  async #catchUp(conversationId: string, first: MessagePage): Promise<void> {
    if (!this.#known.has(conversationId)) this.#known.set(conversationId, new Map());
    for (let page = first; ; ) {
      for (const message of page.messages) this.#show(message);
      if (!page.hasMore) return;
      page = granted(await this.ask<MessagePage>('load-messages', { conversationId, afterSeq: this.headOf(conversationId), limit: 100 }));
    }
  }

  #show(message: Message): void {
    const shown = toReadMessage(message);
    const known = this.#known.get(shown.conversationId) ?? new Map<number, ReadMessage>();
    this.#known.set(shown.conversationId, known);
    const before = known.get(shown.seq);
    if (before && JSON.stringify(before) !== JSON.stringify(shown))
      this.#failure ??= new Error(`${shown.conversationId} ${shown.seq} was two different messages`);
    known.set(shown.seq, shown);
  }

  #flush(): void {
    if (!this.#joined) return;
    for (const attempt of this.#unacked) {
      if (this.#inFlight.size >= this.#window) return;
      if (!this.#inFlight.has(attempt)) this.#send(attempt);
    }
  }

  #send(attempt: Attempt): void {
    this.#inFlight.add(attempt);
    const { conversationId, clientMessageId, content } = attempt;
    const sentAt = performance.now();
    this.socket
      .timeout(ACK_TIMEOUT_MS)
      .emit('send-message', { conversationId, clientMessageId, content }, (failure: Error | null, reply: Ack<MessageStored>) => {
        if (!this.#inFlight.delete(attempt) && failure) return;
        if (failure) return void this.#retryLater(failure);
        if (reply.ok) return this.#acked(attempt, reply);
        this.refusals.push({ code: reply.error.code, afterMs: performance.now() - sentAt });
        if (reply.error.retryable) setTimeout(() => this.#flush(), 200);
        else this.#failure ??= new Refused(reply.error);
      });
  }

  #acked(attempt: Attempt, { _id, seq, duplicate }: MessageStored): void {
    attempt.receipts.push({ _id, seq });
    if (duplicate) this.storedBefore += 1;
    this.#unacked = this.#unacked.filter((one) => one !== attempt);
    this.#flush();
  }
}

/** A message without what changes by reading it. */
export function toReadMessage({ _id, conversationId, seq, clientMessageId, senderType, senderId, content }: Message): ReadMessage {
  return { _id, conversationId, seq, clientMessageId, sender: `${senderType}:${senderId}`, content };
}

/** A reply that was not ok. */
export class Refused extends Error {
  readonly retryable: boolean;
  readonly code: string;
  constructor({ code, message, retryable }: { code: string; message: string; retryable?: boolean }) {
    super(`${code}: ${message}`);
    this.code = code;
    this.retryable = retryable ?? false;
  }
}

/** The reply's fields, or its failure thrown. */
export function granted<T extends object>(reply: Ack<T>): T {
  if (!reply.ok) throw new Refused(reply.error);
  return reply;
}

/** socket.io-client's way of saying that no answer came. */
function isTimeout(failure: unknown): boolean {
  return failure instanceof Error && /timed out|disconnected/.test(failure.message);
}
