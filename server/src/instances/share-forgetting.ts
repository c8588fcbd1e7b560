import type { Server } from 'socket.io';
import type { FaqIndex } from '../faqs/faq-index.ts';

const EVENT = 'faqs-changed';

/** A FAQ index whose `forget` is heard by the other processes at once; where word is lost they look again by themselves. */
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
