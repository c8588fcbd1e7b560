import type { Conversation, UpdateConversation } from '@supportchat/protocol';
import { ApiError, api, describeError } from '../api.ts';
import { useSession } from '../session.ts';
import { tell, tellFailure } from '../ui/toast.tsx';
import { applyConversation } from './apply-events.ts';
import { refetchConversation } from './use-conversations.ts';
import { visitorLabel } from './visitor-label.ts';

type Change = Omit<UpdateConversation, 'expectedRevision'>;

/**
 * Assign, resolve, close, reopen: shown at once, taken back with a message when the server refuses. Only what was seen is changed:
 * if somebody else was faster, their state is shown instead.
 */
export async function changeConversation(conversation: Conversation, change: Change): Promise<void> {
  applyConversation(expected(conversation, change), { force: true });
  try {
    const body: UpdateConversation = { ...change, expectedRevision: conversation.revision };
    applyConversation(await api.patch<Conversation>(`/conversations/${conversation._id}`, body), { force: true });
    if (change.status) tell(`${DONE[change.status]}: ${visitorLabel(conversation)}`);
  } catch (error) {
    applyConversation(conversation, { force: true });
    const conflict = error instanceof ApiError && (error.code === 'CONFLICT' || error.code === 'CONVERSATION_CLOSED');
    if (conflict) await refetchConversation(conversation._id).catch(() => undefined); // the failure below is what matters
    tellFailure({
      title: `${visitorLabel(conversation)} was not changed`,
      ...describeError(error),
      retry: conflict ? undefined : () => void changeConversation(conversation, change),
    });
  }
}

const DONE = { open: 'Reopened', assigned: 'Reopened', resolved: 'Resolved', closed: 'Closed' } as const;

/** The state that the change leads to when nothing comes between. */
function expected(conversation: Conversation, change: Change): Conversation {
  const assignedAgent =
    change.assignedAgent === undefined
      ? conversation.assignedAgent
      : change.assignedAgent === 'me'
        ? (useSession.getState().user?._id ?? null)
        : change.assignedAgent;
  const wanted = change.status ?? conversation.status;
  const done = wanted === 'resolved' || wanted === 'closed';
  return {
    ...conversation,
    assignedAgent,
    status: done ? wanted : assignedAgent ? 'assigned' : 'open',
    waitingSince: done ? null : conversation.waitingSince,
  };
}
