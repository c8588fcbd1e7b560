import type { Conversation } from '@supportchat/protocol';
import { describeError } from '../../../http/api-error.ts';
import { applyRemoval } from '../../../queries/conversations/apply-events.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { api } from '../../../session/api.ts';
import { notify, notifyFailure } from '../../../ui/overlays/toast.tsx';

/** Permanently removes a conversation. False, with a message, when the server did not. */
export async function deleteConversation(conversation: Conversation): Promise<boolean> {
  const { _id: id } = conversation;
  try {
    await api.delete(`/conversations/${id}`);
  } catch (error) {
    notifyFailure({ title: `The conversation with ${visitorLabel(conversation)} was not deleted`, ...describeError(error) });
    return false;
  }
  applyRemoval(id);
  notify(`Deleted: ${visitorLabel(conversation)}`);
  return true;
}
