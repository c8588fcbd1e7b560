import type { Conversation } from '@supportchat/protocol';
import { ApiError } from '../../../http/api-error.ts';
import { request } from '../../../live/socket.ts';
import { refreshCounts } from '../../../queries/conversations/apply-events.ts';
import { holdUnread, releaseUnread } from '../../../queries/conversations/held-unread.ts';
import { assumeMark, ownMark } from '../../../queries/conversations/own-marks.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { notifyFailure } from '../../../ui/overlays/toast.tsx';
import { notifyOffline } from './notify-offline.ts';
import { offerUndo } from './undo.ts';

/** Marks it as unread for this agent alone: shown at once, reverted if the server refuses. It stays unread while it is open. */
export async function markUnread(conversation: Conversation): Promise<void> {
  const { _id: conversationId, agentReadSeq } = conversation;
  const revert = assumeMark({ conversationId, seq: ownMark(conversationId)?.seq ?? agentReadSeq, isUnread: true });
  holdUnread(conversationId);
  const withdraw = offerUndo({ title: 'Marked unread' }, () => void markReadAgain(conversation));
  try {
    await request('mark-unread', { conversationId });
  } catch (error) {
    revert();
    releaseUnread(conversationId);
    withdraw();
    const title = `${visitorLabel(conversation)} was not marked unread`;
    const retry = () => void markUnread(conversation);
    if (error instanceof ApiError && error.code === 'OFFLINE') notifyOffline(title, retry);
    else notifyFailure({ title, message: error instanceof Error ? error.message : '', retry });
  }
  refreshCounts();
}

/** What the team has read, the agent had read too: nothing changes for the visitor. */
async function markReadAgain({ _id: conversationId, agentReadSeq: seq }: Conversation) {
  releaseUnread(conversationId);
  const revert = assumeMark({ conversationId, seq, isUnread: false });
  await request('mark-read', { conversationId, seq }).catch(revert);
  refreshCounts();
}
