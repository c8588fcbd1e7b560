import type { Conversation } from '@supportchat/protocol';
import { conversationRoom, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import type { ConversationRecord, Store } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';
import { forAgent } from './present.ts';

type MissedDeps = {
  store: Store;
  clock: () => Date;
  /** Tells the clients of this process alone. */
  broadcast: Broadcast;
  /** What they were told lately. */
  heard: { hasMessage(conversationId: string, seq: number): boolean; hasConversation(conversation: Conversation): boolean; hasActivity(id: string): boolean };
  /** Ids of this process's sockets in a room of a namespace. */
  socketsIn(namespace: '/widget' | '/admin', room: string): ReadonlySet<string>;
};

/** So many of the newest messages are looked through; a client that misses more fetches them when it sees the gap. */
const LOOK_BACK = 10;
const LOOK_BACK_ACTIVITY = 3;
/** What is older is no news that somebody here may have missed, in milliseconds. */
const NEWS_MS = 10 * 60_000;

/**
 * Tells the clients of this process what other processes did while the word of it did not come through: each call looks at what was changed
 * since the last one. What was not heard of twice in a row is told, since word may be on its way the first time. The store is the truth.
 */
export function createTellMissed(deps: MissedDeps): () => Promise<void> {
  const { store, heard } = deps;
  let mark: string | null = null;
  let suspects = new Set<string>();

  return async () => {
    if (!store.changes) return;
    const unheard = new Set<string>();
    for (let isAll = false; !isAll; ) {
      const changed = await store.changes.list(mark);
      for (const conversation of changed.conversations) {
        if (heard.hasConversation(forAgent(conversation))) continue;
        if (suspects.has(conversation._id)) await tell(deps, conversation);
        else unheard.add(conversation._id);
      }
      ({ mark, isAll } = changed);
    }
    suspects = unheard;
  };
}

async function tell(deps: MissedDeps, conversation: ConversationRecord): Promise<void> {
  const { store, broadcast, heard } = deps;
  if (!isAnybodyHere(deps, conversation)) return;
  if (isVisitorElsewhere(deps, conversation)) {
    const site = await store.sites.get(conversation.siteId);
    await broadcast.conversationReplaced(conversation, site?.name ?? '');
  }
  const now = deps.clock().getTime();
  const isNews = ({ createdAt }: { createdAt: Date }) => Math.abs(now - createdAt.getTime()) < NEWS_MS;
  const { messages } = await store.messages.list(conversation._id, { limit: LOOK_BACK });
  for (const message of messages) {
    if (isNews(message) && !heard.hasMessage(conversation._id, message.seq))
      await broadcast.messageAdded({ message, conversation, duplicate: false, activity: null });
  }
  const activity = await store.conversations.listActivity(conversation._id, LOOK_BACK_ACTIVITY);
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
