import type { ConversationRecord } from '../store/store.ts';

/** Announces conversations as they stand. */
export type PacedUpdates = {
  /** At once, or when the pause after the last one ends: with the newest state by then. */
  announce(conversation: ConversationRecord): void;
  /** This state, or a newer one, was announced otherwise. */
  announced(conversation: ConversationRecord): void;
  /** The conversation is gone. */
  drop(id: string): void;
};

/** Between two updates of one conversation, in milliseconds. No one reads faster, and a flood of messages would make each agent's panel one of updates. */
const PAUSE_MS = 100;

export function paceUpdates(send: (conversation: ConversationRecord) => void): PacedUpdates {
  /** Conversations that were just announced, with what is to be announced next, if anything. */
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
    announced({ _id, lastSeq }) {
      const next = paused.get(_id);
      if (next && next.lastSeq <= lastSeq) paused.set(_id, null);
    },
    drop(id) {
      if (paused.has(id)) paused.set(id, null);
    },
  };
}
