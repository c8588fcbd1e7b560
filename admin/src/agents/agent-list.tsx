import type { Agent } from '@supportchat/protocol';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useConnection } from '../connection.ts';
import { useAgents } from '../queries.ts';
import { canManage, useMe } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { Card, Page } from '../ui/page.tsx';
import { SearchInput } from '../ui/search-input.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ActiveDialog } from './active-dialog.tsx';
import { type AgentAct, AgentRow } from './agent-row.tsx';
import { EditAgentDialog } from './edit-agent-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { useOnlineAgents } from './use-online-agents.ts';

/** From so many people on a search box helps. */
const SEARCH_FROM = 8;

/** Everybody who answers or manages; those who may no longer sign in stand last. */
export function AgentList({ inviting = false }: { inviting?: boolean }) {
  const me = useMe();
  const manages = canManage(me);
  const connected = useConnection((connection) => connection.state === 'online');
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ agent: Agent; act: AgentAct } | null>(null);
  const agents = useAgents();
  useOnlineAgents(agents.refetch);

  /** The server learns of a connection a moment later than its owner. */
  const asSeenHere = (agent: Agent) => (agent._id === me._id ? { ...agent, online: connected } : agent);
  const words = search.trim().toLowerCase();
  const found = (agents.data ?? []).map(asSeenHere).filter((agent) => `${agent.name} ${agent.email}`.toLowerCase().includes(words));
  const sorted = [...found.filter((agent) => agent.isActive), ...found.filter((agent) => !agent.isActive)];
  const close = () => setChosen(null);

  return (
    <Page
      title="Agents"
      actions={
        manages && (
          <ButtonLink to="/agents/new" variant="primary" icon={<UserPlus />}>
            Invite
          </ButtonLink>
        )
      }
    >
      {(agents.data?.length ?? 0) >= SEARCH_FROM && (
        <SearchInput value={search} onChange={setSearch} label="Search agents" placeholder="Name or e-mail" className="mb-4 max-w-80" />
      )}
      <Card padded={false}>
        {agents.isPending && <SkeletonRows count={4} label="Loading agents" />}
        {agents.isError && !agents.data && <Failure error={agents.error} title="The agents could not be loaded" onRetry={() => void agents.refetch()} />}
        {agents.data && sorted.length === 0 && <EmptyState title={`Nobody for “${search.trim()}”`}>Names and e-mail addresses were searched.</EmptyState>}
        {sorted.length > 0 && (
          <ul>
            {sorted.map((agent) => (
              <AgentRow key={agent._id} agent={agent} onAct={(act) => setChosen({ agent, act })} />
            ))}
          </ul>
        )}
      </Card>
      {manages && agents.data?.length === 1 && (
        <EmptyState className="py-8" title="You are alone here" action={<ButtonLink to="/agents/new">Invite a colleague</ButtonLink>}>
          Colleagues see the same conversations and can take some over.
        </EmptyState>
      )}
      {manages && <InviteDialog open={inviting} onClose={() => void navigate('/agents')} />}
      <EditAgentDialog agent={chosen?.act === 'edit' ? chosen.agent : null} onClose={close} />
      <LinkDialog agent={chosen?.act === 'renew-invite' ? chosen.agent : null} onClose={close} />
      <ActiveDialog agent={chosen?.act === 'deactivate' || chosen?.act === 'reactivate' ? chosen.agent : null} onClose={close} />
    </Page>
  );
}
