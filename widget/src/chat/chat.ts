import { createOutbox } from '@supportchat/delivery/outbox';
import { createResume, type Resume } from '@supportchat/delivery/resume';
import { addNewer, NO_TIMELINE } from '@supportchat/delivery/timeline';
import { createTypingSender, createTypingViewer } from '@supportchat/delivery/typing';
import type { Message, MessageStored, VisitorConversation, WidgetEventName } from '@supportchat/protocol';
import { browserPorts } from '../browser-ports.ts';
import type { BrowserStorage } from '../storage.ts';
import { askWithRetry } from './ask-with-retry.ts';
import { type ChatCore, countUnread, IDLE, setTimeline, unreadIn } from './chat-state.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { deliverOutbox } from './deliver-outbox.ts';
import { applyJoin, join, shownAddress } from './join.ts';
import { loadOlder } from './load-older.ts';
import { createStore } from './store.ts';

export type ChatOptions = Pick<ConnectionOptions, 'origin' | 'loadSocket'> & { siteKey: string; storage: BrowserStorage; onMessage(message: Message): void };

/** What a visitor in a conversation may send, beside messages. */
type AboutConversation = Exclude<WidgetEventName, 'join-conversation' | 'send-message' | 'load-messages' | 'load-earlier'>;

/** The visitor's conversation without any UI: what is typed here reaches the server once and in order, and what the server has is shown. */
export function createChat({ origin, siteKey, storage, loadSocket, onMessage }: ChatOptions) {
  const store = createStore(IDLE);
  const ports = browserPorts(storage);
  const showTyping = createTypingViewer(ports, (typing) => store.set({ typing }));
  const connection = createConnection({
    origin,
    loadSocket,
    chance: Math.random,
    onUp: () => void joinAndFlush(),
    onDown: () => store.set({ live: false, typing: '' }),
    listeners: {
      'new-message': (message) => {
        if (message.senderType !== 'visitor') showTyping('');
        resume.receive(message);
      },
      'agent-typing': ({ conversationId, isTyping, agentName }) => {
        if (conversationId === store.get().timeline.conversationId) showTyping(isTyping ? agentName : '');
      },
      'conversation-update': update,
      'team-updated': (team) => store.set({ team }),
      // Another tab or device has started a new conversation; the server has moved us along.
      'conversation-joined': (joined) => {
        if (store.get().live && joined.conversation._id !== store.get().timeline.conversationId) applyJoin(core, joined, false);
      },
    },
  });
  const resume: Resume = createResume({
    connectionId: connection.id,
    isLive: () => store.get().live,
    held: () => store.get().timeline,
    show: (timeline) => setTimeline(core, timeline),
    async loadNewer(conversationId, afterSeq) {
      const reply = await askWithRetry(core, 'load-messages', { conversationId, afterSeq, limit: 100 });
      return reply?.ok ? reply : undefined;
    },
  });
  const core: ChatCore = {
    ...ports,
    siteKey,
    store,
    connection,
    outbox: createOutbox(ports, `sc_outbox:${siteKey}:`),
    onMessage,
    resume,
  };
  const delivery = deliverOutbox(core, stored);
  const typing = createTypingSender(ports, (isTyping) => void tell('typing', { isTyping }));
  const ongoingKey = `sc_ongoing:${siteKey}`;
  const leaving = new AbortController();
  let visited = location.href;

  /** For visitors in a conversation; without one there is nothing to send. */
  async function tell(event: AboutConversation, rest: object = {}): Promise<boolean> {
    const { conversation, live } = store.get();
    return Boolean(live && conversation && (await connection.ask(event, { conversationId: conversation._id, ...rest })).ok);
  }

  async function joinAndFlush(conversationId?: string): Promise<void> {
    await join(core, conversationId);
    const { conversation, readSeq } = store.get();
    if (conversation && readSeq > conversation.visitorReadSeq) void tell('mark-read', { seq: readSeq });
    await delivery.flush();
  }

  function update(conversation: VisitorConversation): void {
    const held = store.get().conversation;
    // Older updates may arrive late: what has been read stays read, and what is done stays done.
    if (conversation._id !== held?._id || conversation.agentReadSeq < held.agentReadSeq || conversation.revision < held.revision) return;
    if (conversation.status === 'closed') showTyping('');
    store.set({ conversation, readSeq: Math.max(store.get().readSeq, conversation.visitorReadSeq) });
    resume.noteAnnounced(conversation._id, conversation.lastSeq);
  }

  /** The server has stored it. Its copy of the message was pushed before the ack; if it is missing, it is fetched. */
  function stored({ conversationId, seq }: MessageStored): void {
    if (conversationId === store.get().timeline.conversationId) resume.noteAnnounced(conversationId, seq);
    else void joinAndFlush(conversationId);
  }

  /** Leaves a note for the next page: whether there is something to resume. */
  function keepOngoing(): void {
    const { conversation, timeline } = store.get();
    const isOngoing = conversation && timeline.head && (/open|assigned/.test(conversation.status) || unreadIn(store.get()).length);
    if (isOngoing) storage.set(ongoingKey, '1');
    else if (conversation) storage.remove(ongoingKey);
  }
  store.subscribe(keepOngoing);

  function onStorage({ key, newValue }: StorageEvent): void {
    const { started, timeline } = store.get();
    if (!started) return;
    // Another tab has added to the outbox, or sent something from it.
    if (!key || key.startsWith(`sc_outbox:${siteKey}:`)) void delivery.flush();
    // Another tab created a visitor at the same moment: as long as nothing was written here, ours is kept.
    if (newValue && key === `sc_visitor_token:${siteKey}` && timeline.conversationId && !timeline.head) {
      store.set({ timeline: NO_TIMELINE, earlier: [] });
      void joinAndFlush();
    }
  }
  addEventListener('storage', onStorage, { signal: leaving.signal });

  function start(): void {
    if (store.get().started) return connection.nudge();
    store.set({ started: true });
    delivery.refresh();
    connection.open();
  }

  return {
    state: store.get,
    subscribe: store.subscribe,
    /** Connects, and retries immediately if the connection is lost. Before the first call nothing is stored or requested. */
    start,
    /** Shown immediately, kept until the server has stored it, sent as often as it takes. */
    send(text: string): void {
      const { clientMessageId } = core.outbox.add(text);
      if (store.get().refused) core.outbox.refused(clientMessageId);
      typing.stop();
      start();
      void delivery.flush();
    },
    retry(clientMessageIds: readonly string[]): void {
      for (const id of clientMessageIds) core.outbox.retry(id);
      if (store.get().refused) connection.open();
      store.set({ refused: false });
      start();
      void delivery.flush();
    },
    remove(clientMessageIds: readonly string[]): void {
      for (const id of clientMessageIds) core.outbox.remove(id);
      delivery.refresh();
    },
    loadOlder: () => loadOlder(core),
    /** Unseen messages of the other side. */
    unread: () => unreadIn(store.get()),
    unreadCount: () => countUnread(store.get()),
    /** Everything loaded has been seen. */
    markRead(): void {
      const newest = unreadIn(store.get()).at(-1)?.seq;
      if (!newest) return;
      store.set({ readSeq: newest });
      void tell('mark-read', { seq: newest });
    },
    typing,
    /** For events of views. False when it could not be sent, or was refused. */
    tell,
    /** The address may have changed. */
    visitPage(): void {
      if (visited === location.href) return;
      visited = location.href;
      void tell('visit-page', { currentPage: shownAddress(visited) });
    },
    /** False when it could not be sent. */
    requestHuman: () => tell('request-human'),
    async rateAnswer(message: Message, helpful: boolean): Promise<boolean> {
      const isRated = await tell('rate-answer', { messageId: message._id, helpful });
      const { timeline } = store.get();
      if (isRated && message.answer && timeline.conversationId === message.conversationId) {
        setTimeline(core, addNewer(timeline, [{ ...message, answer: { ...message.answer, helpful } }]));
      }
      return isRated;
    },
    destroy(): void {
      leaving.abort();
      typing.stop();
      connection.destroy();
      delivery.destroy();
    },
  };
}
export type Chat = ReturnType<typeof createChat>;
