import { AppError } from '../failure.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** "Did this help?" under an automatic answer; the latest rating counts. */
export async function rateAnswer(
  deps: ConversationDeps,
  visitor: VisitorIdentity,
  input: { conversationId: string; messageId: string; helpful: boolean },
): Promise<void> {
  await requireVisitorsConversation(deps.store, visitor, input.conversationId);
  const message = await deps.store.messages.get(input.messageId);
  if (message?.conversationId !== input.conversationId || !message.answer) throw new AppError('NOT_FOUND');
  await deps.store.messages.rateAnswer(message._id, input.helpful);
}
