import type { Logger } from 'pino';
import type { AddedMessage, ConversationRecord, MessageRecord, Store } from '../store/store.ts';

/** A step that follows from a visitor's message. It must be idempotent: after a crash it runs again. */
export type Reaction = (subject: { message: MessageRecord; conversation: ConversationRecord }) => Promise<void>;

/**
 * Runs the reactions to visitor messages in their order; one that fails hurts neither the message, which is already safe, nor the next step.
 * What a crash or a failure left undone is marked in the store and repeated by `recover`, by whichever process.
 */
export function createReactions(store: Store, log: Logger, steps: readonly Reaction[]) {
  const running = new Set<Promise<void>>();

  async function runSteps(message: MessageRecord, conversation: ConversationRecord): Promise<void> {
    for (const step of steps) {
      try {
        await step({ message, conversation });
      } catch (failure) {
        log.error({ err: failure, messageId: message._id }, 'a reaction to a message failed; it is repeated within a minute');
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
    /** Repeats what is marked as undone of messages from up to that time. */
    async recover(before: Date): Promise<void> {
      for (const message of await store.messages.listPending(1000)) {
        const conversation = message.createdAt <= before ? await store.conversations.get(message.conversationId) : null;
        if (conversation) await run({ message, conversation });
      }
    },
    /** Resolves when everything that was begun is done. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
