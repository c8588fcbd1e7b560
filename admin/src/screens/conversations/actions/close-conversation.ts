import type { Conversation } from '@supportchat/protocol';
import { shortLabel, visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { registerPendingWork } from '../../../session/pending-work.ts';
import { freshToken, useSession } from '../../../session/session.ts';
import { notify } from '../../../ui/overlays/toast.tsx';
import { changeConversation } from './change-conversation.ts';
import { offerUndo, UNDO_MS } from './undo.ts';

/** Closing is final on the server, so it waits here while it can be undone. By conversation. */
const scheduled = new Map<string, number>();

/** Closes a conversation after the time for Undo, unless its visitor writes meanwhile. Leaving the page, and signing out in any tab, closes it immediately. */
export function closeConversation(conversation: Conversation) {
  const { _id: id, lastSeq } = conversation;
  if (scheduled.has(id)) return;
  // A page that is being left cannot renew a token anymore.
  void freshToken().catch(() => undefined);
  const stopWaiting = () => {
    window.clearTimeout(scheduled.get(id));
    scheduled.delete(id);
    window.removeEventListener('pagehide', commit);
    forgetSession();
  };
  const undo = () => {
    stopWaiting();
    finished();
  };
  const close = async () => {
    stopWaiting();
    // A toast under the pointer stays, and would offer an Undo that has expired.
    withdraw();
    const current = queryClient.getQueryData<Conversation>(keys.conversation(id)) ?? conversation;
    if (current.status === 'closed') return;
    if (current.lastSeq !== lastSeq) return notify({ title: `${visitorLabel(conversation)} was not closed`, description: 'A new message arrived meanwhile.' });
    return changeConversation(current, { status: 'closed' });
  };
  let closing: Promise<unknown> | undefined;
  const closeOnce = () => (closing ??= close().finally(finished));
  const commit = () => void closeOnce();
  scheduled.set(id, window.setTimeout(commit, UNDO_MS));
  window.addEventListener('pagehide', commit);
  const finished = registerPendingWork(closeOnce);
  const forgetSession = useSession.subscribe(({ phase }) => {
    if (phase !== 'signed-out') return;
    undo();
    withdraw();
  });
  const description = `Closing is final. If ${shortLabel(conversation)} writes again, a new conversation starts.`;
  const withdraw = offerUndo({ title: `Closing ${visitorLabel(conversation)} in ${UNDO_MS / 1000} seconds`, description }, undo);
}
