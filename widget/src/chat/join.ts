import { lostMessages } from '@supportchat/delivery/resume';
import { addNewer, NO_TIMELINE, startTimeline } from '@supportchat/delivery/timeline';
import type { ConversationJoined } from '@supportchat/protocol';
import { withoutSecrets } from '@supportchat/text/page-address';
import { askWithRetry } from './ask-with-retry.ts';
import { type ChatCore, setTimeline } from './chat-state.ts';
import type { Reply } from './connection.ts';

/**
 * After each connect: who we are, which conversation, and what we have of it (`afterSeq`); then the rest until nothing is missing. Resolves
 * when the chat is live, rejected, or disconnected again.
 */
export async function join(core: ChatCore, conversationId = core.store.get().timeline.conversationId): Promise<void> {
  const { siteKey, storage, store, outbox } = core;
  const { timeline } = store.get();
  const connection = core.connection.id();
  const tokenKey = `sc_visitor_token:${siteKey}`;
  const afterSeq = conversationId === timeline.conversationId && timeline.head ? timeline.head : undefined;
  async function ask(): Promise<Reply<'join-conversation'> | undefined> {
    const reply = await askWithRetry(core, 'join-conversation', {
      siteKey,
      visitorId: knownId(storage.get('sc_visitor_id')),
      visitorToken: storage.get(tokenKey),
      conversationId,
      afterSeq,
      ...page(),
    });
    if (reply?.ok) {
      // The history belongs to the token, so the server's id wins.
      if (storage.get('sc_visitor_id') !== reply.visitorId) storage.set('sc_visitor_id', reply.visitorId);
      if (reply.visitorToken) storage.set(tokenKey, reply.visitorToken);
    }
    return reply;
  }

  store.set({ live: false });
  // Of several tabs that open at once, one creates the visitor; the others wait, and then find the token.
  const reply = await (storage.get(tokenKey) ? ask() : core.exclusively(`sc_join:${siteKey}`, ask));
  if (!reply) return;
  if (!reply.ok) {
    if (conversationId && reply.error.code === 'NOT_FOUND') {
      store.set({ timeline: NO_TIMELINE, conversation: null });
      return join(core, undefined);
    }
    return refuse(core, reply.error.message);
  }

  const resumed = afterSeq !== undefined && reply.conversation._id === conversationId;
  if (resumed && reply.conversation.lastSeq < afterSeq) {
    // The server went back in time (a restored backup): messages of ours that it has lost are resent, the rest is fetched again.
    for (const { content, clientMessageId } of lostMessages(timeline, reply.conversation.lastSeq, ({ senderType }) => senderType === 'visitor'))
      outbox.add(content, clientMessageId ?? undefined);
    store.set({ timeline: { ...NO_TIMELINE, conversationId } });
    return join(core, conversationId);
  }
  // A new visitor has no earlier conversation.
  if (!resumed) store.set({ hasEarlier: !reply.visitorToken });
  applyJoin(core, reply, resumed);
  await core.resume.catchUp(resumed && reply.hasMore);
  if (connection === core.connection.id()) store.set({ live: true });
}

/** A smaller difference between two clocks may just be network latency. */
const SLOW_NETWORK_MS = 30_000;

/** Shows the joined conversation; `resumed` = the messages follow the loaded ones. */
export function applyJoin(core: ChatCore, { conversation, messages, hasMore, team, serverTime }: ConversationJoined, resumed: boolean): void {
  const { timeline, earlier, readSeq } = core.store.get();
  const isSame = timeline.conversationId === conversation._id;
  const ahead = Date.now() - Date.parse(serverTime);
  core.store.set({
    team,
    clockAhead: Math.abs(ahead) > SLOW_NETWORK_MS ? ahead : 0,
    // Earlier messages stay on the screen; no one is typing in the new conversation yet.
    ...(!isSame && { typing: '', earlier: timeline.head ? [...earlier, timeline] : earlier }),
    conversation,
    readSeq: Math.max(conversation.visitorReadSeq, isSame ? readSeq : 0),
  });
  setTimeline(core, resumed ? addNewer(timeline, messages) : startTimeline(conversation._id, { messages, hasMore }));
}

/** The site is inactive or this page may not use it: no more attempts, and nothing is shown as being sent. */
function refuse({ store, connection, outbox }: ChatCore, message: string): void {
  console.warn(`SupportChat: ${message}`);
  for (const { clientMessageId } of outbox.items()) outbox.refused(clientMessageId);
  store.set({ refused: true, outbox: outbox.items() });
  connection.close();
}

/** What agents may see of an address, cut to what the server accepts. */
export const shownAddress = (address: string) => withoutSecrets(address).slice(0, 2000);

function page() {
  // Uses our realm's accessor; if that is the page's, it may return anything.
  const referrer: unknown = Reflect.get(Document.prototype, 'referrer', document);
  return {
    currentPage: shownAddress(location.href),
    metadata: {
      referrer: shownAddress(String(referrer)),
      userAgent: navigator.userAgent.slice(0, 1000),
      language: navigator.language.slice(0, 35),
    },
  };
}

/** Anything may be stored under that name: the page's own scripts share the storage. */
function knownId(id: string | null): string | undefined {
  return id && /^[\w.:@-]{1,100}$/.test(id) ? id : undefined;
}
