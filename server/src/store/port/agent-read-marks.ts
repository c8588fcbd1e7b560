import { date, flag, id, number, type RecordOf, record } from './record.ts';

/** What one agent has read of a conversation. Agents without a mark go by the team's: `isUnreadFor` of the protocol. */
export const agentReadMarkRecord = record('agentReadMarks', {
  _id: id(),
  agentId: id(),
  siteId: id(),
  conversationId: id(),
  /** Everything up to it is read. */
  seq: number(),
  /** The agent marked the conversation as unread. */
  isUnread: flag(),
  /** Later than that of the mark's previous state, whatever the clocks say. */
  updatedAt: date(),
});
export type AgentReadMarkRecord = RecordOf<typeof agentReadMarkRecord>;
/** Marks are removed with their conversation or site, and by maintenance 30 days after their last change [ST102]. */
export type AgentReadMarkStore = {
  /**
   * Sets the agent's one mark in the conversation and returns it; null when nothing changed. Reading never moves a mark back; marking as unread
   * does [ST100].
   */
  set(mark: AgentReadMarkRecord): Promise<AgentReadMarkRecord | null>;
  /** The agent's marks in these conversations [ST100]. */
  listOf(agentId: string, conversationIds: string[]): Promise<AgentReadMarkRecord[]>;
};
