import type { Server } from 'socket.io';
import type { FaqIndex } from '../faqs/faq-index.ts';

const EVENT = 'faqs-changed';

/** An FAQ index whose `invalidate` reaches the other processes immediately; if the event is lost, they check again by themselves. */
export function shareFaqInvalidation(io: Server, index: FaqIndex, hasOthers: boolean): FaqIndex {
  if (!hasOthers) return index;
  io.on(EVENT, (siteId: string) => index.invalidate(siteId));
  return {
    ...index,
    invalidate(siteId) {
      index.invalidate(siteId);
      io.serverSideEmit(EVENT, siteId);
    },
  };
}
