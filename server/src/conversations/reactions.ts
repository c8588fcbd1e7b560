import type { Logger } from 'pino';
import type { AddedMessage, ConversationRecord, MessageRecord, Store } from '../store/store.ts';

/** A step that follows from a visitor's message. It must be idempotent: after a crash it runs again. */
export type Reaction = (subject: { message: MessageRecord; conversation: ConversationRecord }) => Promise<void>;

/**
 * Runs the reactions to visitor messages in their order; one that fails hurts neither the message, which is already safe, nor the next step.
 * What a crash or a failure left undone is marked in the store and repeated by `recover`.
 */
export function createReactions(store: Store, log: Logger, steps: readonly Reaction[]) {
  const running = new Set<Promise<void>>();

  async function runSteps(message: MessageRecord, conversation: ConversationRecord): Promise<void> {
    for (const step of steps) {
      try {
        await step({ message, conversation });
      } catch (failure) {
        log.error({ err: failure, messageId: message._id }, 'a reaction to a message failed; it is repeated at the next start');
      }
    }
  }

  function run({ message, conversation }: Pick<AddedMessage, 'message' | 'conversation'>): void {
    const work = runSteps(message, conversation).finally(() => running.delete(work));
    running.add(work);
  }

  return {
    run,
    /** Repeats what is marked as undone. */
    async recover(): Promise<void> {
      for (const message of await store.messages.listPending(1000)) {
        const conversation = await store.conversations.get(message.conversationId);
        if (conversation) run({ message, conversation });
      }
    },
    /** Resolves when everything that was begun is done. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
