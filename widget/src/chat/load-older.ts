import { addOlder, startTimeline, type Timeline } from '@supportchat/delivery/timeline';
import { askWithRetry } from './ask-with-retry.ts';
import type { ChatCore } from './chat-state.ts';

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
