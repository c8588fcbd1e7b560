import { useAgents } from '../../queries/use-agents.ts';
import { useMe } from '../../session/session.ts';

type Named = { _id: string; name: string };

/** My name, if it is no one else's here: what happened to a conversation is known by names alone. */
export function uniqueOwnName(me: Named, colleagues: readonly Named[], visitorName: string): string | null {
  const isShared = visitorName === me.name || colleagues.some(({ _id, name }) => _id !== me._id && name === me.name);
  return isShared ? null : me.name;
}

export function useOwnName(visitorName: string): string | null {
  const me = useMe();
  const { data: colleagues } = useAgents();
  return colleagues ? uniqueOwnName(me, colleagues, visitorName) : null;
}
