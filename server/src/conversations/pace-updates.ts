import type { ConversationRecord } from '../store/port/conversations.ts';

/** Announces the current state of conversations. */
export type PacedUpdates = {
  /** Announces immediately, or with the newest state when the pause after the last update ends. */
  announce(conversation: ConversationRecord): void;
  /** This state, or a newer one, was already announced. */
  markAnnounced(conversation: ConversationRecord): void;
  /** The conversation was removed. */
  cancel(id: string): void;
};

/** Milliseconds between two updates of one conversation. No one reads faster, and in a message flood the agent panels would do nothing but update. */
const PAUSE_MS = 100;

export function paceUpdates(send: (conversation: ConversationRecord) => void): PacedUpdates {
  /** Recently announced conversations, each with the update that is due next, if any. */
  const paused = new Map<string, ConversationRecord | null>();

  function announceNow(conversation: ConversationRecord): void {
    paused.set(conversation._id, null);
    setTimeout(endPause, PAUSE_MS, conversation._id).unref();
    send(conversation);
  }

  function endPause(id: string): void {
    const next = paused.get(id);
    if (next) announceNow(next);
    else paused.delete(id);
  }

  return {
    announce(conversation) {
      const next = paused.get(conversation._id);
      if (next === undefined) announceNow(conversation);
      else if (next === null || next.lastSeq <= conversation.lastSeq) paused.set(conversation._id, conversation);
    },
    markAnnounced({ _id, lastSeq }) {
      const next = paused.get(_id);
      if (next && next.lastSeq <= lastSeq) paused.set(_id, null);
    },
    cancel(id) {
      if (paused.has(id)) paused.set(id, null);
    },
  };
}
