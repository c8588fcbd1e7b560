import { NO_TIMELINE, startTimeline, type Timeline } from '@supportchat/delivery/timeline';
import type { MessagePage, ThreadEntry } from '@supportchat/protocol';

/** The loaded part of one conversation, and the activity between its messages. */
export type Thread = Timeline & {
  /** By time, oldest first. */
  activity: ThreadEntry[];
};

export const emptyThread: Thread = { ...NO_TIMELINE, activity: [] };

/** The newest messages. */
export const startThread = (conversationId: string, page: MessagePage, activity: ThreadEntry[]): Thread => ({
  ...startTimeline(conversationId, page),
  activity,
});

/** Whether a page of what came after `afterSeq` leaves no hole: the thread may have been replaced while it was on its way. */
export const follows = ({ messages, head }: Thread, afterSeq: number) => afterSeq <= head && (messages[0]?.seq ?? 0) <= afterSeq + 1;

/** Adds activity, each once. */
export function addActivity(thread: Thread, arrived: readonly ThreadEntry[]): Thread {
  const known = new Set(thread.activity.map((each) => each._id));
  const fresh = arrived.filter((each) => !known.has(each._id));
  if (fresh.length === 0) return thread;
  return { ...thread, activity: [...thread.activity, ...fresh].sort((a, b) => a.at.localeCompare(b.at)) };
}

/** Drops history beyond the newest `keep` messages, when a conversation is left. */
export function trimThread(thread: Thread, keep: number): Thread {
  if (thread.messages.length <= keep) return thread;
  return { ...thread, messages: thread.messages.slice(-keep), hasOlder: true };
}
