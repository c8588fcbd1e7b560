import type { Agent } from '@supportchat/protocol';
import { Ellipsis, Link2, Pencil, UserCheck, UserX } from 'lucide-react';
import { useMe } from '../../session/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { RelativeTime } from '../../ui/format/relative-time.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/overlays/menu.tsx';
import { Tag } from '../../ui/tag.tsx';
import { permissionsFor, ROLE_NAMES } from './agent-permissions.ts';
import { SiteNames } from './site-names.tsx';

export type AgentAction = 'edit' | 'renew-invite' | 'deactivate' | 'reactivate';

/** One user: name, role, sites, and whether they are online. */
export function AgentRow({ agent, onAct }: { agent: Agent; onAct: (act: AgentAction) => void }) {
  const me = useMe();
  const permissions = permissionsFor(me, agent);
  return (
    <li className="flex items-center gap-3 px-4 py-2.5 not-last:border-b not-last:border-line sm:px-5">
      <Avatar name={agent.name} online={agent.online} className={agent.isActive ? undefined : 'grayscale'} />
      <div
        className={classes('grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,150px)_110px] sm:items-center', !agent.isActive && 'text-ink-3')}
      >
        <div className="min-w-0">
          <div className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{agent.name}</span>
            {agent._id === me._id && <span className="shrink-0 text-ink-3">you</span>}
          </div>
          <div className="truncate text-ink-3">{agent.email}</div>
        </div>
        <div className="min-w-0 max-sm:mt-0.5 max-sm:flex max-sm:gap-1.5">
          <div>{ROLE_NAMES[agent.role]}</div>
          <SiteNames agent={agent} />
        </div>
        <div className="max-sm:mt-1 sm:text-right">
          <Presence agent={agent} />
        </div>
      </div>
      <div className="size-7 shrink-0 pointer-coarse:size-10">
        {Object.values(permissions).some(Boolean) && (
          <Menu align="end" trigger={<IconButton label={`Edit ${agent.name}`} icon={<Ellipsis />} />}>
            {permissions.edit && (
              <MenuItem icon={<Pencil />} onSelect={() => onAct('edit')}>
                Edit name, role and sites
              </MenuItem>
            )}
            {permissions.renewInvite && (
              <MenuItem icon={<Link2 />} onSelect={() => onAct('renew-invite')}>
                New invite link
              </MenuItem>
            )}
            {(permissions.deactivate || permissions.reactivate) && <MenuSeparator />}
            {permissions.deactivate && (
              <MenuItem icon={<UserX />} danger onSelect={() => onAct('deactivate')}>
                Deactivate
              </MenuItem>
            )}
            {permissions.reactivate && (
              <MenuItem icon={<UserCheck />} onSelect={() => onAct('reactivate')}>
                Reactivate
              </MenuItem>
            )}
          </Menu>
        )}
      </div>
    </li>
  );
}

function Presence({ agent }: { agent: Agent }) {
  if (!agent.isActive) return <Tag>Deactivated</Tag>;
  if (agent.invited) return <Tag tone="warn">Invited</Tag>;
  if (agent.online) return <Tag tone="ok">Online</Tag>;
  return (
    <span className="text-small text-ink-3">
      {agent.lastSeenAt ? (
        <>
          Seen <RelativeTime at={agent.lastSeenAt} />
        </>
      ) : (
        'Offline'
      )}
    </span>
  );
}
