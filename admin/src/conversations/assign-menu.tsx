import type { Conversation } from '@supportchat/protocol';
import type { ReactElement } from 'react';
import { useAgents } from '../queries.ts';
import { useMe } from '../session.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { changeConversation } from './change-conversation.ts';

const NOBODY = 'nobody';

/** Who has the conversation, to choose from: the active colleagues of its site. */
export function AssignMenu({ conversation, trigger }: { conversation: Conversation; trigger: ReactElement<Record<string, unknown>> }) {
  const me = useMe();
  const { data: agents = [] } = useAgents();
  const able = agents.filter((agent) => agent.isActive && !agent.invited && (agent.role !== 'agent' || agent.siteIds.includes(conversation.siteId)));
  return (
    <Menu align="end" trigger={trigger} className="max-h-80">
      <MenuChoice
        label="Assign to"
        value={conversation.assignedAgent ?? NOBODY}
        onChange={(agentId) => agentId !== conversation.assignedAgent && void changeConversation(conversation, { assignedAgent: agentId })}
        options={able.map((agent) => ({ value: agent._id, label: `${agent.name}${agent._id === me._id ? ' (you)' : ''}${agent.online ? ' · online' : ''}` }))}
      />
      {conversation.assignedAgent !== null && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void changeConversation(conversation, { assignedAgent: null })}>Give back to the queue</MenuItem>
        </>
      )}
    </Menu>
  );
}
