import type { Conversation } from '@supportchat/protocol';
import type { ReactElement } from 'react';
import { useAgents } from '../../../queries/use-agents.ts';
import { useMe } from '../../../session/session.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../../ui/overlays/menu.tsx';
import { assignToMe } from './assign-to-me.tsx';
import { changeConversation } from './change-conversation.ts';

const NO_ONE = 'none';

/** Chooses the agent of the conversation among the active colleagues of its site. */
export function AssignMenu({ conversation, trigger }: { conversation: Conversation; trigger: ReactElement<Record<string, unknown>> }) {
  const me = useMe();
  const { data: agents = [] } = useAgents();
  const able = agents.filter((agent) => agent.isActive && !agent.invited && (agent.role !== 'agent' || agent.siteIds.includes(conversation.siteId)));
  const assign = (agentId: string) => {
    if (agentId === me._id) assignToMe(conversation);
    else if (agentId !== conversation.assignedAgent) void changeConversation(conversation, { assignedAgent: agentId });
  };
  return (
    <Menu align="end" trigger={trigger} className="max-h-80">
      <MenuChoice
        label="Assign to"
        value={conversation.assignedAgent ?? NO_ONE}
        onChange={assign}
        options={[...able.filter((agent) => agent._id === me._id), ...able.filter((agent) => agent._id !== me._id)].map((agent) => ({
          value: agent._id,
          icon: <Avatar name={agent.name} size="small" />,
          label: `${agent.name}${agent._id === me._id ? ' (you)' : ''}${agent.online ? ' · online' : ''}`,
        }))}
      />
      {conversation.assignedAgent !== null && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void changeConversation(conversation, { assignedAgent: null })}>Unassign</MenuItem>
        </>
      )}
    </Menu>
  );
}
