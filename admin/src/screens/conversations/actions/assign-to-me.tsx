import type { Conversation } from '@supportchat/protocol';
import { create } from 'zustand';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { useAgents } from '../../../queries/use-agents.ts';
import { useSession } from '../../../session/session.ts';
import { ConfirmDialog } from '../../../ui/overlays/confirm-dialog.tsx';
import { useLastValue } from '../../../ui/overlays/use-last-value.ts';
import { changeConversation } from './change-conversation.ts';

const useTakeOverRequest = create<{ conversation: Conversation | null }>(() => ({ conversation: null }));

/** Assigns an unassigned conversation to me immediately; a colleague's only after confirmation. */
export function assignToMe(conversation: Conversation) {
  const myId = useSession.getState().user?._id;
  if (conversation.assignedAgent === myId) return;
  if (conversation.assignedAgent === null) void changeConversation(conversation, { assignedAgent: 'me' });
  else useTakeOverRequest.setState({ conversation });
}

/** Asks before a colleague's conversation is taken; rendered once by Live Chat. */
export function TakeOverDialog() {
  const asked = useTakeOverRequest((state) => state.conversation);
  const conversation = useLastValue(asked);
  const { data: agents = [] } = useAgents();
  const name = agents.find((agent) => agent._id === conversation?.assignedAgent)?.name ?? 'a colleague';
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => !open && useTakeOverRequest.setState({ conversation: null })}
      title={`Take this conversation from ${name}?`}
      action="Assign to me"
      danger={false}
      onConfirm={() => {
        useTakeOverRequest.setState({ conversation: null });
        if (conversation) void changeConversation(conversation, { assignedAgent: 'me' });
      }}
    >
      {conversation && visitorLabel(conversation)} is assigned to {name}, who will see that you took over.
    </ConfirmDialog>
  );
}
