import type { Conversation } from '@supportchat/protocol';
import { createExpiringMap } from '../expiring-map.ts';
import { conversationRoom, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { Store } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';
import { forAgent } from './present.ts';

/**
 * What the clients of this process received recently, from this process or another. Visitors and agents receive separate packets, either of
 * which can be lost on its own.
 */
export type Delivered = {
  /** Received by both agents and visitors. */
  hasMessage(conversationId: string, seq: number): boolean;
  /** This exact state was received by agents. */
  hasConversation(conversation: Conversation): boolean;
  /** A change of status or agent, or a request for a person, was received by visitors. */
  hasStatus(conversation: Pick<Conversation, '_id' | 'revision' | 'humanRequestedAt'>): boolean;
  /** The agents' read mark was received by visitors. */
  hasReadMark(conversation: Pick<Conversation, '_id' | 'agentReadSeq'>): boolean;
  hasActivity(id: string): boolean;
};

type CatchUpDeps = {
  store: Store;
  clock: () => Date;
  /** Notifies only the clients of this process. */
  broadcast: Broadcast;
  delivered: Delivered;
  /** Ids of this process's sockets in a room of a namespace. */
  socketsIn(namespace: '/widget' | '/admin', room: string): ReadonlySet<string>;
};

/** At most this many of the newest messages are checked; a client that missed more fetches them when it sees the gap. */
const MAX_MESSAGES = 10;
const MAX_ACTIVITIES = 3;
/** Older events are not sent again, in milliseconds. */
const MAX_AGE_MS = 10 * 60_000;
/** Maximum clock difference between processes, in milliseconds. */
const SKEW_MS = 5000;

/** At most this many conversations are checked at a time. */
const BATCH_SIZE = 32;

/** How far a conversation's clients are known to be up to date. */
type Confirmed = Pick<ConversationRecord, 'lastSeq' | 'revision' | 'humanRequestedAt' | 'agentReadSeq' | 'entryCount'>;
/** What to send for a conversation: its state, and the messages after the settled ones up to a `seq`. */
type Missed = { conversation: ConversationRecord; confirmed: Confirmed; upTo: number };

/** The initial state of a conversation. */
const INITIAL: Confirmed = { lastSeq: 0, revision: 0, humanRequestedAt: null, agentReadSeq: 0, entryCount: 0 };

/**
 * Notifies the clients of this process of changes by other processes whose events did not arrive: each call checks what changed since the last
 * one. A change that was not received here is suspect, and the next call sends it if it is still missing; if the event arrives after all, no
 * client is notified twice. The store is the source of truth.
 */
export function createCatchUpClients(deps: CatchUpDeps): () => Promise<void> {
  const { store, delivered, clock } = deps;
  const startedAt = clock().getTime();
  let mark: string | null = null;
  /** Conversations whose current state was not received here, with their newest `seq` at that time. */
  let suspects = new Map<string, number>();
  const confirmed = createExpiringMap<Confirmed>(clock, MAX_AGE_MS);
  const confirmedOf = ({ _id }: ConversationRecord) => confirmed.get(_id) ?? INITIAL;

  const isDelivered = (conversation: ConversationRecord) => {
    const { _id, lastSeq } = conversation;
    const shown = forAgent(conversation);
    const before = confirmedOf(conversation);
    return (
      delivered.hasConversation(shown) &&
      (lastSeq === before.lastSeq || delivered.hasMessage(_id, lastSeq)) &&
      (!hasNewStatus(before, conversation) || delivered.hasStatus(shown)) &&
      (conversation.agentReadSeq === before.agentReadSeq || delivered.hasReadMark(shown))
    );
  };

  /** Returns the `seq` that is now suspect; null when everything was received. */
  async function check(conversation: ConversationRecord): Promise<number | null> {
    const { _id, lastSeq } = conversation;
    const upTo = suspects.get(_id);
    if (isDelivered(conversation)) confirmed.set(_id, confirmedBy(conversation, lastSeq));
    else if (upTo === undefined) return lastSeq;
    else {
      await sendMissed(deps, { conversation, confirmed: confirmedOf(conversation), upTo }, startedAt);
      confirmed.set(_id, confirmedBy(conversation, upTo));
      if (lastSeq > upTo) return lastSeq;
    }
    return null;
  }

  return async () => {
    if (!store.changes) return;
    const missing = new Map<string, number>();
    const listed = new Set<string>();
    const recordSuspect = async (conversation: ConversationRecord | null) => {
      const suspect = conversation && (await check(conversation));
      if (suspect !== null) missing.set(conversation?._id ?? '', suspect);
    };
    for (let isAll = false; !isAll; ) {
      const changed = await store.changes.list(mark);
      for (const { _id } of changed.conversations) listed.add(_id);
      await inBatches(changed.conversations, recordSuspect);
      ({ mark, isAll } = changed);
    }
    // The list repeats a change only for a short time, and this call may be late.
    const unlisted = [...suspects.keys()].filter((id) => !listed.has(id));
    await inBatches(unlisted, async (id) => recordSuspect(await store.conversations.get(id)));
    suspects = missing;
  };
}

const confirmedBy = ({ revision, humanRequestedAt, agentReadSeq, entryCount }: ConversationRecord, lastSeq: number): Confirmed => ({
  lastSeq,
  revision,
  humanRequestedAt,
  agentReadSeq,
  entryCount,
});

/** A change that visitors are notified of too. */
const hasNewStatus = (confirmed: Confirmed, { revision, humanRequestedAt }: ConversationRecord) =>
  revision !== confirmed.revision || Number(humanRequestedAt) !== Number(confirmed.humanRequestedAt);

/** Something is shown between the messages. A process of version 0.1 does not count entries. */
const hasEntries = (confirmed: Confirmed, conversation: ConversationRecord) =>
  conversation.entryCount !== confirmed.entryCount || hasNewStatus(confirmed, conversation);

async function inBatches<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += BATCH_SIZE) await Promise.all(all.slice(at, at + BATCH_SIZE).map(act));
}

async function sendMissed(deps: CatchUpDeps, { conversation, confirmed, upTo }: Missed, startedAt: number): Promise<void> {
  const { store, broadcast, delivered } = deps;
  const { _id } = conversation;
  if (!hasConnectedClients(deps, conversation)) return;
  if (isVisitorInEarlierConversation(deps, conversation)) {
    const site = await store.sites.get(conversation.siteId);
    await broadcast.conversationReplaced(conversation, site?.name ?? '');
  }
  const now = deps.clock().getTime();
  // Every client connected here joined after this process started.
  const isRecent = ({ createdAt }: { createdAt: Date }) => Math.abs(now - createdAt.getTime()) < MAX_AGE_MS && createdAt.getTime() > startedAt - SKEW_MS;
  const limit = Math.min(MAX_MESSAGES, upTo - confirmed.lastSeq);
  const { messages } = limit > 0 ? await store.messages.list(_id, { beforeSeq: upTo + 1, limit }) : { messages: [] };
  for (const message of messages) {
    if (isRecent(message) && !delivered.hasMessage(_id, message.seq))
      await broadcast.messageAdded({ message, conversation, duplicate: false, activity: null, jobs: [] });
  }
  const activity = hasEntries(confirmed, conversation) ? await store.conversations.listEntries(_id, MAX_ACTIVITIES) : [];
  await broadcast.conversationChanged(
    conversation,
    activity.filter((happened) => isRecent(happened) && !delivered.hasActivity(happened._id)),
  );
}

function hasConnectedClients({ socketsIn }: CatchUpDeps, { _id, siteId, visitorId }: ConversationRecord): boolean {
  return (
    socketsIn('/admin', siteRoom(siteId)).size > 0 ||
    socketsIn('/admin', conversationRoom(_id)).size > 0 ||
    socketsIn('/widget', visitorRoom(siteId, visitorId)).size > 0
  );
}

/** The visitor is connected, but was not notified that their closed conversation continues in this one. */
function isVisitorInEarlierConversation({ socketsIn }: CatchUpDeps, { _id, siteId, visitorId, status }: ConversationRecord): boolean {
  const there = socketsIn('/widget', conversationRoom(_id));
  return status !== 'closed' && [...socketsIn('/widget', visitorRoom(siteId, visitorId))].some((socket) => !there.has(socket));
}
