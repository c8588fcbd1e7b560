import type { Agent } from '@supportchat/protocol';
import { Link } from 'react-router';
import { useAgents } from '../../queries/use-agents.ts';
import { usePollWhileVisible } from '../../queries/use-poll-while-visible.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { plural } from '../../ui/format/format-number.ts';
import { RelativeTime } from '../../ui/format/relative-time.tsx';
import { Card } from '../../ui/page/page.tsx';

const MAX_SHOWN = 8;

/** Who is here: agents who are online first, then those seen last. */
export function Team({ siteId }: { siteId: string | null }) {
  const agents = useAgents();
  usePollWhileVisible(agents.refetch);
  const team = (agents.data ?? []).filter((agent) => agent.isActive && canAnswerOn(agent, siteId)).toSorted(byPresence);
  if (team.length === 0) return null;
  return (
    <Card>
      <section aria-labelledby="team-title">
        <h2 id="team-title" className="mb-2.5 text-read font-semibold">
          Agents
        </h2>
        <ul className="grid gap-x-6 sm:max-md:grid-cols-2">
          {team.slice(0, MAX_SHOWN).map((agent) => (
            <li key={agent._id} className="flex min-w-0 items-center gap-2.5 py-2">
              <Avatar name={agent.name} online={agent.online} />
              <span className="min-w-0 flex-1 truncate">{agent.name}</span>
              <span className={agent.online ? 'text-small text-ok' : 'text-small text-ink-3'}>
                <Presence agent={agent} />
              </span>
            </li>
          ))}
        </ul>
        {team.length > MAX_SHOWN && (
          <Link to="/agents" className="mt-2 inline-block text-accent-text hover:underline">
            {plural(team.length - MAX_SHOWN, 'more agent')}
          </Link>
        )}
      </section>
    </Card>
  );
}

function Presence({ agent }: { agent: Agent }) {
  if (agent.online) return 'Online';
  if (agent.invited) return 'Invited';
  return agent.lastSeenAt ? <RelativeTime at={agent.lastSeenAt} /> : 'Not seen yet';
}

/** Owners and admins answer on all sites. */
export const canAnswerOn = ({ role, siteIds }: Pick<Agent, 'role' | 'siteIds'>, siteId: string | null) =>
  siteId === null || role !== 'agent' || siteIds.includes(siteId);

export const byPresence = (a: Agent, b: Agent) =>
  Number(b.online) - Number(a.online) || (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? '') || a.name.localeCompare(b.name);
