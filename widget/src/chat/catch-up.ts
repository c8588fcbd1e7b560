import { addNewer, addOlder, addPushed, startTimeline, type Timeline } from '@supportchat/delivery/timeline';
import type { Message } from '@supportchat/protocol';
import { askWithRetry } from './ask-with-retry.ts';
import { type ChatCore, setTimeline } from './chat-state.ts';

/** Makes `catchUp(hasMore)`: fetches what came after the head until nothing is missing, one fetch at a time per connection. */
export function createCatchUp(core: ChatCore): (hasMore: boolean) => Promise<void> {
  let connection: string | undefined;
  let last = Promise.resolve();
  return (hasMore) => {
    // A fetch left over from an earlier connection ends by itself and is not waited for.
    const before = connection === core.connection.id() ? last : Promise.resolve();
    connection = core.connection.id();
    last = before.then(() => fetchNewer(core, hasMore));
    return last;
  };
}

async function fetchNewer(core: ChatCore, hasMore: boolean): Promise<void> {
  const { timeline, lastAnnounced } = core.store.get();
  const { conversationId, head } = timeline;
  if (!conversationId || !(hasMore || (lastAnnounced.conversationId === conversationId && lastAnnounced.seq > head))) return;
  const reply = await askWithRetry(core, 'load-messages', { conversationId, afterSeq: head, limit: 100 });
  const now = core.store.get().timeline;
  if (!reply?.ok || now.conversationId !== conversationId) return;
  setTimeline(core, addNewer(now, reply.messages));
  // The server announced a newer message but returned none: retrying would not help.
  if (reply.messages.length) await fetchNewer(core, reply.hasMore);
}

/** A message with this `seq` exists: missing ones below it are fetched. */
export function noteAnnounced(core: ChatCore, conversationId: string, seq: number): void {
  const { lastAnnounced, live, timeline } = core.store.get();
  if (lastAnnounced.conversationId !== conversationId || lastAnnounced.seq < seq) core.store.set({ lastAnnounced: { conversationId, seq } });
  // Until the join is answered there is nothing to compare with; the join then catches up with anything announced in the meantime.
  if (live && timeline.conversationId === conversationId && seq > timeline.head) void core.catchUp(false);
}

/** A pushed message. */
export function receive(core: ChatCore, message: Message): void {
  const { timeline, gap } = addPushed(core.store.get().timeline, message);
  if (!gap) setTimeline(core, timeline);
  noteAnnounced(core, message.conversationId, message.seq);
}

/** One page of what came before the loaded messages: of the same conversation, otherwise the end of the previous one. */
export async function loadOlder(core: ChatCore): Promise<void> {
  const { conversationId, messages, hasOlder } = oldest(core);
  if (!conversationId) return;
  if (hasOlder && messages[0]) {
    const reply = await askWithRetry(core, 'load-messages', { conversationId, beforeSeq: messages[0].seq, limit: 30 });
    if (!reply || oldest(core).conversationId !== conversationId) return;
    const { earlier, timeline } = core.store.get();
    // Rejected for good: it was removed, and retrying would never end.
    const withOlder = (held: Timeline) => (reply.ok ? addOlder(held, reply) : { ...held, hasOlder: false });
    core.store.set(earlier[0] ? { earlier: [withOlder(earlier[0]), ...earlier.slice(1)] } : { timeline: withOlder(timeline) });
  } else if (core.store.get().hasEarlier) {
    const reply = await askWithRetry(core, 'load-earlier', { conversationId });
    if (!reply || oldest(core).conversationId !== conversationId) return;
    const found = reply.ok && reply.conversationId;
    core.store.set(found ? { earlier: [startTimeline(found, reply), ...core.store.get().earlier] } : { hasEarlier: false });
  }
}

function oldest({ store }: ChatCore): Timeline {
  return store.get().earlier[0] ?? store.get().timeline;
}
