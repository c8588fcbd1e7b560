import type { AgentReadMarkRecord } from './agent-read-marks.ts';
import type { ConversationRecord } from './conversations.ts';

export type ChangeStore = {
  /**
   * Conversations that any process changed after the mark (`null`: from now on), in their current state, oldest change first, and the mark to
   * continue from. Within a second of being acknowledged, every change is in the next list of every process, whatever their clocks say; changes
   * from the previous list may repeat. At most 1,000; `isAll` is false when there are more: call again immediately [ST8].
   */
  list(after: string | null): Promise<{ conversations: ConversationRecord[]; mark: string; isAll: boolean }>;
  /** The same for the read marks of these agents, the first 1,000 [ST101]. */
  listReadMarks(agentIds: string[], after: string | null): Promise<{ marks: AgentReadMarkRecord[]; mark: string }>;
};
