import type { Conversation } from '@supportchat/protocol';
import { api, describeError } from '../api.ts';
import { keys } from '../queries.ts';
import { queryClient } from '../query-client.ts';
import { tell, tellFailure } from '../ui/toast.tsx';
import { saveDraft } from './drafts.ts';
import { type ListPages, placeInList } from './list-cache.ts';
import { visitorLabel } from './visitor-label.ts';

/** Removes a conversation for good. False, and said, when the server did not. */
export async function deleteConversation(conversation: Conversation): Promise<boolean> {
  const { _id: id } = conversation;
  try {
    await api.delete(`/conversations/${id}`);
  } catch (error) {
    tellFailure({ title: `The conversation with ${visitorLabel(conversation)} was not deleted`, ...describeError(error) });
    return false;
  }
  saveDraft(id, '');
  queryClient.setQueriesData<ListPages>({ queryKey: keys.conversationLists }, (list) => list && placeInList(list, conversation, false));
  queryClient.removeQueries({ queryKey: keys.thread(id) });
  void queryClient.invalidateQueries({ queryKey: keys.counts });
  tell(`Deleted: ${visitorLabel(conversation)}`);
  return true;
}
