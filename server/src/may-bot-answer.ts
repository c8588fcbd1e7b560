import type { ConversationRecord } from './store/port/conversations.ts';

/** The bot is silent once an agent is assigned to the conversation, has written in it or was asked for. */
export function mayBotAnswer({ assignedAgent, firstResponseAt, humanRequestedAt }: ConversationRecord): boolean {
  return assignedAgent === null && firstResponseAt === null && humanRequestedAt === null;
}
