import type { Message } from '@supportchat/protocol';
import { askPatiently } from './ask-patiently.ts';
import { type ChatCore, setTimeline } from './chat-state.ts';
import { addNewer, addOlder, addPushed } from './timeline.ts';

/** Makes `catchUp(hasMore)`: fetches what came after the head until nothing is missing, one fetch at a time on each connection. */
export function createCatchUp(core: ChatCore): (hasMore: boolean) => Promise<void> {
  let connection: string | undefined;
  let last = Promise.resolve();
  return (hasMore) => {
    // A fetch that an earlier connection left behind ends by itself and is not waited for.
    const before = connection === core.connection.id() ? last : Promise.resolve();
    connection = core.connection.id();
    last = before.then(() => fetchNewer(core, hasMore));
    return last;
  };
}

async function fetchNewer(core: ChatCore, hasMore: boolean): Promise<void> {
  const { timeline, heard } = core.store.get();
  const { conversationId, head } = timeline;
  if (!conversationId || !(hasMore || (heard.conversationId === conversationId && heard.seq > head))) return;
  const reply = await askPatiently(core, 'load-messages', { conversationId, afterSeq: head, limit: 100 });
  const now = core.store.get().timeline;
  if (!reply?.ok || now.conversationId !== conversationId) return;
  setTimeline(core, addNewer(now, reply.messages));
  // Nothing came although something was announced: asking on would not help.
  if (reply.messages.length) await fetchNewer(core, reply.hasMore);
}

/** There is a message with this `seq`: what is below it and not held gets fetched. */
export function hear(core: ChatCore, conversationId: string, seq: number): void {
  const { heard, live, timeline } = core.store.get();
  if (heard.conversationId !== conversationId || heard.seq < seq) core.store.set({ heard: { conversationId, seq } });
  // Before the join is answered there is nothing to compare with; it ends with a look at what was heard meanwhile.
  if (live && timeline.conversationId === conversationId && seq > timeline.head) void core.catchUp(false);
}

/** A pushed message. */
export function receive(core: ChatCore, message: Message): void {
  const { timeline, gap } = addPushed(core.store.get().timeline, message);
  if (!gap) setTimeline(core, timeline);
  hear(core, message.conversationId, message.seq);
}

/** One page of older messages. */
export async function loadOlder(core: ChatCore): Promise<void> {
  const { conversationId, messages, hasOlder } = core.store.get().timeline;
  if (!conversationId || !hasOlder || !messages[0]) return;
  const reply = await askPatiently(core, 'load-messages', { conversationId, beforeSeq: messages[0].seq, limit: 30 });
  const { timeline } = core.store.get();
  if (reply?.ok && timeline.conversationId === conversationId) core.store.set({ timeline: addOlder(timeline, reply) });
}
