import type { Conversation } from '@supportchat/protocol';
import { create } from 'zustand';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { useAgents } from '../../../queries/queries.ts';
import { useSession } from '../../../session/session.ts';
import { ConfirmDialog } from '../../../ui/overlays/confirm-dialog.tsx';
import { useLast } from '../../../ui/overlays/use-last-value.ts';
import { changeConversation } from './change-conversation.ts';

const useAsking = create<{ conversation: Conversation | null }>(() => ({ conversation: null }));

/** Assigns an unassigned conversation to me immediately; a colleague's only after confirmation. */
export function assignToMe(conversation: Conversation) {
  const myId = useSession.getState().user?._id;
  if (conversation.assignedAgent === myId) return;
  if (conversation.assignedAgent === null) void changeConversation(conversation, { assignedAgent: 'me' });
  else useAsking.setState({ conversation });
}

/** Asks before a colleague's conversation is taken; rendered once by Live Chat. */
export function TakeOverDialog() {
  const asked = useAsking((state) => state.conversation);
  const conversation = useLast(asked);
  const { data: agents = [] } = useAgents();
  const name = agents.find((agent) => agent._id === conversation?.assignedAgent)?.name ?? 'a colleague';
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => !open && useAsking.setState({ conversation: null })}
      title={`Take this conversation from ${name}?`}
      action="Assign to me"
      danger={false}
      onConfirm={() => {
        useAsking.setState({ conversation: null });
        if (conversation) void changeConversation(conversation, { assignedAgent: 'me' });
      }}
    >
      {conversation && visitorLabel(conversation)} is assigned to {name}, who will see that you took over.
    </ConfirmDialog>
  );
}
