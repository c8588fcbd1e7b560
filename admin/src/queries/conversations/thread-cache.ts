import type { Activity, Message } from '@supportchat/protocol';

/** The loaded part of one conversation: a run of messages without gaps, and the activity between them. */
export type Thread = {
  /** By `seq`, without gaps; the newest that was seen is last. */
  messages: Message[];
  /** There are messages before the first. */
  hasOlder: boolean;
  /** By time, oldest first. */
  activity: Activity[];
};

export const emptyThread: Thread = { messages: [], hasOlder: false, activity: [] };

export const lastSeqOf = (thread: Thread) => thread.messages.at(-1)?.seq ?? 0;

/**
 * Adds messages that continue the run, in any order and with repetitions; a message with a known `seq` is replaced by the newer copy.
 * `gapAfter` is the `seq` after which something is missing, null when the run is complete; messages beyond a gap are left out, as they come
 * again when the gap is loaded.
 */
export function addMessages(thread: Thread, arrived: readonly Message[]): { thread: Thread; gapAfter: number | null } {
  const bySeq = new Map(thread.messages.map((message) => [message.seq, message]));
  const first = thread.messages[0]?.seq ?? 1;
  let last = lastSeqOf(thread);
  let beyond = false;
  for (const message of [...arrived].sort((a, b) => a.seq - b.seq)) {
    if (message.seq < first) continue; // History comes through addOlder.
    if (message.seq > last + 1) {
      beyond = true;
      break;
    }
    bySeq.set(message.seq, message);
    last = Math.max(last, message.seq);
  }
  const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  return { thread: { ...thread, messages }, gapAfter: beyond ? last : null };
}

/** Prepends a page of history. */
export function addOlder(thread: Thread, page: { messages: readonly Message[]; hasMore: boolean }): Thread {
  const first = thread.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  return { ...thread, messages: [...page.messages.filter((message) => message.seq < first), ...thread.messages], hasOlder: page.hasMore };
}

/** Adds activity, each once. */
export function addActivity(thread: Thread, arrived: readonly Activity[]): Thread {
  const known = new Set(thread.activity.map((each) => each._id));
  const fresh = arrived.filter((each) => !known.has(each._id));
  if (fresh.length === 0) return thread;
  return { ...thread, activity: [...thread.activity, ...fresh].sort((a, b) => a.createdAt.localeCompare(b.createdAt)) };
}

/** Drops history beyond the newest `keep` messages, when a conversation is left. */
export function trimThread(thread: Thread, keep: number): Thread {
  if (thread.messages.length <= keep) return thread;
  return { ...thread, messages: thread.messages.slice(-keep), hasOlder: true };
}
