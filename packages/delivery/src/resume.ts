import type { Message, MessagePage } from '@supportchat/protocol';
import { addNewer, addPushed, type Timeline } from './timeline.ts';

export type Conversation<T extends Timeline> = {
  /** Changes with every connection. */
  connectionId(): string | undefined;
  /** Joined. Until then there is nothing to compare with; the join catches up with anything announced in the meantime. */
  isLive(): boolean;
  held(): T;
  show(next: T): void;
  /** The messages after this one, oldest first; undefined if the connection drops first, or the server refuses. */
  loadNewer(conversationId: string, afterSeq: number): Promise<MessagePage | undefined>;
};

/** Keeps what is held of a conversation complete: pushes are hints, and what is missing is fetched. */
export function createResume<T extends Timeline>({ connectionId, isLive, held, show, loadNewer }: Conversation<T>) {
  let announcedIn = '';
  let announcedSeq = 0;
  let lastConnection: string | undefined;
  let last = Promise.resolve();

  /** Fetches what came after the head until nothing is missing, one fetch at a time per connection. `hasMore` = the join has said so. */
  function catchUp(hasMore = false): Promise<void> {
    // A fetch left over from an earlier connection ends by itself and is not waited for.
    const before = lastConnection === connectionId() ? last : Promise.resolve();
    lastConnection = connectionId();
    last = before.then(() => fetchNewer(hasMore));
    return last;
  }

  async function fetchNewer(hasMore: boolean): Promise<void> {
    const { conversationId, head } = held();
    if (!conversationId || !(hasMore || (announcedIn === conversationId && announcedSeq > head))) return;
    const page = await loadNewer(conversationId, head);
    if (!page || held().conversationId !== conversationId) return;
    show(addNewer(held(), page.messages));
    // The server announced a newer message but returned none: retrying would not help.
    if (page.messages.length) await fetchNewer(page.hasMore);
  }

  /** A message with this `seq` exists: missing ones below it are fetched. */
  function noteAnnounced(conversationId: string, seq: number): void {
    announcedSeq = announcedIn === conversationId ? Math.max(announcedSeq, seq) : seq;
    announcedIn = conversationId;
    const { head, conversationId: heldId } = held();
    if (isLive() && heldId === conversationId && seq > head) void catchUp();
  }

  return {
    catchUp,
    noteAnnounced,
    /** A pushed message. */
    receive(message: Message): void {
      const { timeline, gap } = addPushed(held(), message);
      if (!gap) show(timeline);
      noteAnnounced(message.conversationId, message.seq);
    },
  };
}
export type Resume = ReturnType<typeof createResume>;

/** What the server has lost of the author's, if it went back in time, as after a restored backup: it is sent again, with the same ids. */
export function lostMessages({ messages }: Timeline, lastSeq: number, isOwn: (message: Message) => boolean): Message[] {
  return messages.filter((message) => message.seq > lastSeq && isOwn(message) && message.clientMessageId);
}
