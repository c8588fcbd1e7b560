import type { Agent } from '@supportchat/protocol';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { useConnection } from '../../live/connection.ts';
import { useAgents } from '../../queries/use-agents.ts';
import { usePollWhileVisible } from '../../queries/use-poll-while-visible.ts';
import { may, useMe } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchInput } from '../../ui/forms/search-input.tsx';
import { Card, Page } from '../../ui/page/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ActivationDialog } from './activation-dialog.tsx';
import { type AgentAction, AgentRow } from './agent-row.tsx';
import { EditAgentDialog } from './edit-agent-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';

/** With fewer people there is no search box. */
const MIN_FOR_SEARCH = 8;

/** All users; deactivated ones come last. */
export function AgentList({ inviting = false }: { inviting?: boolean }) {
  const me = useMe();
  const manages = may(me, 'manage-agents');
  const connected = useConnection((connection) => connection.state === 'online');
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ agent: Agent; act: AgentAction } | null>(null);
  const agents = useAgents();
  usePollWhileVisible(agents.refetch);

  /** The server registers a connection a moment later than its owner sees it. */
  const withOwnPresence = (agent: Agent) => (agent._id === me._id ? { ...agent, online: connected } : agent);
  const query = search.trim().toLowerCase();
  const found = (agents.data ?? []).map(withOwnPresence).filter((agent) => `${agent.name} ${agent.email}`.toLowerCase().includes(query));
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
      {(agents.data?.length ?? 0) >= MIN_FOR_SEARCH && (
        <SearchInput value={search} onChange={setSearch} label="Search agents" placeholder="Name or email" className="mb-4 max-w-80" />
      )}
      <Card padded={false}>
        {agents.isPending && <SkeletonRows count={4} label="Loading agents" />}
        {agents.isError && !agents.data && <Failure error={agents.error} title="The agents could not be loaded" onRetry={() => void agents.refetch()} />}
        {agents.data && sorted.length === 0 && <EmptyState title={`No results for “${search.trim()}”`}>Search looks in names and email addresses.</EmptyState>}
        {sorted.length > 0 && (
          <ul>
            {sorted.map((agent) => (
              <AgentRow key={agent._id} agent={agent} onAct={(act) => setChosen({ agent, act })} />
            ))}
          </ul>
        )}
      </Card>
      {manages && agents.data?.length === 1 && (
        <EmptyState className="py-8" title="No colleagues yet" action={<ButtonLink to="/agents/new">Invite a colleague</ButtonLink>}>
          Invite colleagues to share the conversations with you.
        </EmptyState>
      )}
      {manages && <InviteDialog open={inviting} onClose={() => void navigate('/agents')} />}
      <EditAgentDialog agent={chosen?.act === 'edit' ? chosen.agent : null} onClose={close} />
      <LinkDialog agent={chosen?.act === 'renew-invite' ? chosen.agent : null} onClose={close} />
      <ActivationDialog agent={chosen?.act === 'deactivate' || chosen?.act === 'reactivate' ? chosen.agent : null} onClose={close} />
    </Page>
  );
}
