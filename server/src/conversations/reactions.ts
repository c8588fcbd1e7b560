import type { Logger } from 'pino';
import type { AddedMessage, ConversationRecord, MessageRecord, Store } from '../store/store.ts';

/** A step that follows from a visitor's message. It must be idempotent: after a crash it runs again. */
export type Reaction = (subject: { message: MessageRecord; conversation: ConversationRecord }) => Promise<void>;

/**
 * Runs the reactions to visitor messages in order; a failure affects neither the message, which is already stored, nor the next step. Steps
 * that a crash or failure left incomplete are marked in the store and repeated by `recover`, in any process.
 */
export function createReactions(store: Store, log: Logger, steps: readonly Reaction[]) {
  const running = new Set<Promise<void>>();

  async function runSteps(message: MessageRecord, conversation: ConversationRecord): Promise<void> {
    for (const step of steps) {
      try {
        await step({ message, conversation });
      } catch (failure) {
        log.error({ err: failure, messageId: message._id }, 'a reaction to a message failed; retrying within a minute');
      }
    }
  }

  function run({ message, conversation }: Pick<AddedMessage, 'message' | 'conversation'>): Promise<void> {
    const work = runSteps(message, conversation).finally(() => running.delete(work));
    running.add(work);
    return work;
  }

  return {
    run: (added: Pick<AddedMessage, 'message' | 'conversation'>) => void run(added),
    /** Repeats the pending reactions to messages up to that time. */
    async recover(before: Date): Promise<void> {
      for (const message of await store.messages.listPending(1000)) {
        const conversation = message.createdAt <= before ? await store.conversations.get(message.conversationId) : null;
        if (conversation) await run({ message, conversation });
      }
    },
    /** Resolves when all work in flight is finished. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
