import type { Conversation } from '@supportchat/protocol';
import { conversationRoom, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import { createRecent } from '../recent.ts';
import type { ConversationRecord, Store } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';
import { forAgent } from './present.ts';

/**
 * What the clients of this process received recently, from this process or another. Visitors and agents receive separate packets, either of
 * which can be lost on its own.
 */
export type Told = {
  /** Received by both agents and visitors. */
  hasMessage(conversationId: string, seq: number): boolean;
  /** This exact state was received by agents. */
  hasConversation(conversation: Conversation): boolean;
  /** A change of status or agent, or a request for a person, was received by visitors. */
  hasStatus(conversation: Pick<Conversation, '_id' | 'revision' | 'humanRequestedAt'>): boolean;
  /** The agents' read mark was received by visitors. */
  hasReading(conversation: Pick<Conversation, '_id' | 'agentReadSeq'>): boolean;
  hasActivity(id: string): boolean;
};

type MissedDeps = {
  store: Store;
  clock: () => Date;
  /** Notifies only the clients of this process. */
  broadcast: Broadcast;
  heard: Told;
  /** Ids of this process's sockets in a room of a namespace. */
  socketsIn(namespace: '/widget' | '/admin', room: string): ReadonlySet<string>;
};

/** At most this many of the newest messages are checked; a client that missed more fetches them when it sees the gap. */
const LOOK_BACK = 10;
const LOOK_BACK_ACTIVITY = 3;
/** Older events are not sent again, in milliseconds. */
const NEWS_MS = 10 * 60_000;
/** Maximum clock difference between processes, in milliseconds. */
const SKEW_MS = 5000;

/** At most this many conversations are checked at a time. */
const AT_A_TIME = 32;

/** How far a conversation's clients are known to be up to date. */
type Settled = Pick<ConversationRecord, 'lastSeq' | 'revision' | 'humanRequestedAt' | 'agentReadSeq'>;
/** What to send for a conversation: its state, and the messages after the settled ones up to a `seq`. */
type Missed = { conversation: ConversationRecord; settled: Settled; upTo: number };

/** The initial state of a conversation. */
const BEGUN: Settled = { lastSeq: 0, revision: 0, humanRequestedAt: null, agentReadSeq: 0 };

/**
 * Notifies the clients of this process of changes by other processes whose events did not arrive: each call checks what changed since the last
 * one. A change that was not received here is suspect, and the next call sends it if it is still missing; if the event arrives after all, no
 * client is notified twice. The store is the source of truth.
 */
export function createTellMissed(deps: MissedDeps): () => Promise<void> {
  const { store, heard, clock } = deps;
  const begun = clock().getTime();
  let mark: string | null = null;
  /** Conversations whose current state was not received here, with their newest `seq` at that time. */
  let suspects = new Map<string, number>();
  const settled = createRecent<Settled>(clock, NEWS_MS);
  const settledOf = ({ _id }: ConversationRecord) => settled.get(_id) ?? BEGUN;

  const isHeard = (conversation: ConversationRecord) => {
    const { _id, lastSeq } = conversation;
    const shown = forAgent(conversation);
    const before = settledOf(conversation);
    return (
      heard.hasConversation(shown) &&
      (lastSeq === before.lastSeq || heard.hasMessage(_id, lastSeq)) &&
      (!hasHappened(before, conversation) || heard.hasStatus(shown)) &&
      (conversation.agentReadSeq === before.agentReadSeq || heard.hasReading(shown))
    );
  };

  /** Returns the `seq` that is now suspect; null when everything was received. */
  async function look(conversation: ConversationRecord): Promise<number | null> {
    const { _id, lastSeq } = conversation;
    const upTo = suspects.get(_id);
    if (isHeard(conversation)) settled.set(_id, settledBy(conversation, lastSeq));
    else if (upTo === undefined) return lastSeq;
    else {
      await tell(deps, { conversation, settled: settledOf(conversation), upTo }, begun);
      settled.set(_id, settledBy(conversation, upTo));
      if (lastSeq > upTo) return lastSeq;
    }
    return null;
  }

  return async () => {
    if (!store.changes) return;
    const unheard = new Map<string, number>();
    const seen = new Set<string>();
    const note = async (conversation: ConversationRecord | null) => {
      const suspect = conversation && (await look(conversation));
      if (suspect !== null) unheard.set(conversation?._id ?? '', suspect);
    };
    for (let isAll = false; !isAll; ) {
      const changed = await store.changes.list(mark);
      for (const { _id } of changed.conversations) seen.add(_id);
      await inLots(changed.conversations, note);
      ({ mark, isAll } = changed);
    }
    // The list repeats a change only for a short time, and this call may be late.
    const unseen = [...suspects.keys()].filter((id) => !seen.has(id));
    await inLots(unseen, async (id) => note(await store.conversations.get(id)));
    suspects = unheard;
  };
}

const settledBy = ({ revision, humanRequestedAt, agentReadSeq }: ConversationRecord, lastSeq: number): Settled => ({
  lastSeq,
  revision,
  humanRequestedAt,
  agentReadSeq,
});

/** An event that is shown between the messages. */
const hasHappened = (settled: Settled, { revision, humanRequestedAt }: ConversationRecord) =>
  revision !== settled.revision || Number(humanRequestedAt) !== Number(settled.humanRequestedAt);

async function inLots<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_A_TIME) await Promise.all(all.slice(at, at + AT_A_TIME).map(act));
}

async function tell(deps: MissedDeps, { conversation, settled, upTo }: Missed, begun: number): Promise<void> {
  const { store, broadcast, heard } = deps;
  const { _id } = conversation;
  if (!isAnybodyHere(deps, conversation)) return;
  if (isVisitorElsewhere(deps, conversation)) {
    const site = await store.sites.get(conversation.siteId);
    await broadcast.conversationReplaced(conversation, site?.name ?? '');
  }
  const now = deps.clock().getTime();
  // Every client connected here joined after this process started.
  const isNews = ({ createdAt }: { createdAt: Date }) => Math.abs(now - createdAt.getTime()) < NEWS_MS && createdAt.getTime() > begun - SKEW_MS;
  const limit = Math.min(LOOK_BACK, upTo - settled.lastSeq);
  const { messages } = limit > 0 ? await store.messages.list(_id, { beforeSeq: upTo + 1, limit }) : { messages: [] };
  for (const message of messages) {
    if (isNews(message) && !heard.hasMessage(_id, message.seq)) await broadcast.messageAdded({ message, conversation, duplicate: false, activity: null });
  }
  const activity = hasHappened(settled, conversation) ? await store.conversations.listActivity(_id, LOOK_BACK_ACTIVITY) : [];
  await broadcast.conversationChanged(
    conversation,
    activity.filter((happened) => isNews(happened) && !heard.hasActivity(happened._id)),
  );
}

function isAnybodyHere({ socketsIn }: MissedDeps, { _id, siteId, visitorId }: ConversationRecord): boolean {
  return (
    socketsIn('/admin', siteRoom(siteId)).size > 0 ||
    socketsIn('/admin', conversationRoom(_id)).size > 0 ||
    socketsIn('/widget', visitorRoom(siteId, visitorId)).size > 0
  );
}

/** The visitor is connected, but was not notified that their closed conversation continues in this one. */
function isVisitorElsewhere({ socketsIn }: MissedDeps, { _id, siteId, visitorId, status }: ConversationRecord): boolean {
  const there = socketsIn('/widget', conversationRoom(_id));
  return status !== 'closed' && [...socketsIn('/widget', visitorRoom(siteId, visitorId))].some((socket) => !there.has(socket));
}
