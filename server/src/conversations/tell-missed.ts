import type { Conversation } from '@supportchat/protocol';
import { conversationRoom, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import { createRecent } from '../recent.ts';
import type { ConversationRecord, Store } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';
import { forAgent } from './present.ts';

/**
 * What the clients of this process were told lately, by this process or another. Visitors and agents are told in packets of their own, of which each
 * may be lost alone.
 */
export type Told = {
  /** Agents and visitors. */
  hasMessage(conversationId: string, seq: number): boolean;
  /** Agents, of just this state. */
  hasConversation(conversation: Conversation): boolean;
  /** Visitors: of a change of status or agent, and that a person was asked for. */
  hasStatus(conversation: Pick<Conversation, '_id' | 'revision' | 'humanRequestedAt'>): boolean;
  /** Visitors: of what agents have read. */
  hasReading(conversation: Pick<Conversation, '_id' | 'agentReadSeq'>): boolean;
  hasActivity(id: string): boolean;
};

type MissedDeps = {
  store: Store;
  clock: () => Date;
  /** Tells the clients of this process alone. */
  broadcast: Broadcast;
  heard: Told;
  /** Ids of this process's sockets in a room of a namespace. */
  socketsIn(namespace: '/widget' | '/admin', room: string): ReadonlySet<string>;
};

/** So many of the newest messages are looked through; a client that misses more fetches them when it sees the gap. */
const LOOK_BACK = 10;
const LOOK_BACK_ACTIVITY = 3;
/** What is older is no news that someone here may have missed, in milliseconds. */
const NEWS_MS = 10 * 60_000;
/** Clocks of processes may differ by so much, in milliseconds. */
const SKEW_MS = 5000;

/** So many conversations are looked at at a time. */
const AT_A_TIME = 32;

/** How far a conversation needs no telling any more. */
type Settled = Pick<ConversationRecord, 'lastSeq' | 'revision' | 'humanRequestedAt' | 'agentReadSeq'>;
/** What is to be told of a conversation: the messages after what is settled, up to a `seq`, and its state. */
type Missed = { conversation: ConversationRecord; settled: Settled; upTo: number };

/** As conversations begin. */
const BEGUN: Settled = { lastSeq: 0, revision: 0, humanRequestedAt: null, agentReadSeq: 0 };

/**
 * Tells the clients of this process what other processes did while the word of it did not come through: each call looks at what was changed
 * since the last one. What no one has heard of is suspect, and told by the next call if it is not heard of until then; should the word come after all,
 * no one is told twice. The store is the truth.
 */
export function createTellMissed(deps: MissedDeps): () => Promise<void> {
  const { store, heard, clock } = deps;
  const begun = clock().getTime();
  let mark: string | null = null;
  /** Conversations that no one here has heard of as they stand, with the newest `seq` of then. */
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

  /** Gives the `seq` that is suspect from now on; null when all is told. */
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
    // The list names a change again for a short while only, and this call may have come late.
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

/** Something that stands between the messages. */
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
  // Whoever is connected here has joined after this process began.
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

/** The visitor is here, and has not heard that their closed conversation goes on in this one. */
function isVisitorElsewhere({ socketsIn }: MissedDeps, { _id, siteId, visitorId, status }: ConversationRecord): boolean {
  const there = socketsIn('/widget', conversationRoom(_id));
  return status !== 'closed' && [...socketsIn('/widget', visitorRoom(siteId, visitorId))].some((socket) => !there.has(socket));
}
