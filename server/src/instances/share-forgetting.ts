import type { Server } from 'socket.io';
import type { FaqIndex } from '../faqs/faq-index.ts';

const EVENT = 'faqs-changed';

/** An FAQ index whose `forget` reaches the other processes immediately; if the event is lost, they check again by themselves. */
export function shareForgetting(io: Server, index: FaqIndex, hasOthers: boolean): FaqIndex {
  if (!hasOthers) return index;
  io.on(EVENT, (siteId: string) => index.forget(siteId));
  return {
    ...index,
    forget(siteId) {
      index.forget(siteId);
      io.serverSideEmit(EVENT, siteId);
    },
  };
}
