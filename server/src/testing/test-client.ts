import type { Ack, AdminAcks, AdminPayload, ConversationJoined, ErrorBody, WidgetAcks, WidgetEventName, WidgetPayload } from '@supportchat/protocol';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

/** Every event that a client received, in order, and a way to wait for more. */
export type ReceivedEvent = { event: string; payload: any };

/** A real client of one namespace that records what it receives. */
export class TestClient {
  readonly socket: Socket;
  readonly received: ReceivedEvent[] = [];
  #waiting: { matches: (event: ReceivedEvent) => boolean; resolve: (event: ReceivedEvent) => void }[] = [];

  constructor(address: string, options: Partial<ManagerOptions & SocketOptions> = {}) {
    this.socket = io(address, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });
    this.socket.onAny((event: string, payload: unknown) => this.#receive({ event, payload }));
  }

  connected(): Promise<void> {
    if (this.socket.connected) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.socket.once('connect', () => resolve());
      this.socket.once('connect_error', reject);
    });
  }

  /** Resolves when the server has closed the connection. */
  disconnected(): Promise<string> {
    if (this.socket.disconnected) return Promise.resolve('already');
    return new Promise((resolve) => this.socket.once('disconnect', resolve));
  }

  /** The ack of an event, failure or not. */
  ask(event: string, payload: unknown): Promise<Ack<any>> {
    return this.socket.timeout(10_000).emitWithAck(event, payload);
  }

  /** The first matching event, already received or still to come. */
  receives(event: string, matches: (payload: any) => boolean = () => true): Promise<any> {
    const isMatch = (received: ReceivedEvent) => received.event === event && matches(received.payload);
    const earlier = this.received.find(isMatch);
    if (earlier) return Promise.resolve(earlier.payload);
    return new Promise((resolve) => this.#waiting.push({ matches: isMatch, resolve: (event) => resolve(event.payload) }));
  }

  eventsNamed(event: string): any[] {
    return this.received.filter((received) => received.event === event).map(({ payload }) => payload);
  }

  /** When it resolves, everything sent to this client before this call has arrived: the server answers in order. */
  async settle(): Promise<void> {
    await this.ask('typing', { conversationId: '0'.repeat(24), isTyping: false });
  }

  close(): void {
    this.socket.disconnect();
  }

  #receive(event: ReceivedEvent): void {
    this.received.push(event);
    for (const waiter of this.#waiting.filter((one) => one.matches(event))) {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      waiter.resolve(event);
    }
  }
}

/** Unwraps an ack that must succeed. */
export async function must<T extends object>(ack: Promise<Ack<T>>): Promise<T> {
  const reply = await ack;
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message} ${JSON.stringify(reply.error.details ?? '')}`);
  return reply;
}

/** The failure of an ack that must fail. */
export async function refusal(ack: Promise<Ack>): Promise<ErrorBody> {
  const reply = await ack;
  if (reply.ok) throw new Error('this was expected to be refused');
  return reply.error;
}

/** A visitor with an open chat. */
export type TestVisitor = {
  client: TestClient;
  joined: ConversationJoined;
  conversationId: string;
  send(content: string, clientMessageId?: string): Promise<WidgetAcks['send-message']>;
  ask<E extends WidgetEventName>(event: E, payload: WidgetPayload<E>): Promise<Ack<WidgetAcks[E]>>;
};

export async function connectVisitor(
  url: string,
  join: WidgetPayload<'join-conversation'>,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Promise<TestVisitor> {
  const client = new TestClient(`${url}/widget`, options);
  await client.connected();
  const joined = await must<ConversationJoined>(client.ask('join-conversation', join));
  const conversationId = joined.conversation._id;
  return {
    client,
    joined,
    conversationId,
    send: (content, clientMessageId) => must(client.ask('send-message', { conversationId, content, ...(clientMessageId && { clientMessageId }) })),
    ask: (event, payload) => client.ask(event, payload),
  };
}

/** An agent's connected admin panel that watches the given sites. */
export async function connectAgent(url: string, accessToken: string, siteIds: string[] = []): Promise<TestClient> {
  const client = new TestClient(`${url}/admin`, { auth: { token: accessToken } });
  await client.connected();
  for (const siteId of siteIds) await must<AdminAcks['join-site']>(client.ask('join-site', { siteId } satisfies AdminPayload<'join-site'>));
  return client;
}
