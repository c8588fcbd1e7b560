import type { Team } from '@supportchat/protocol';
import type { VisitorSession } from '../realtime/visitor-session.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** Keeps each widget's view of the team current when it matters: when its visitor writes and starts to wait. */
export function createTeamUpdates({ describeTeam }: Pick<ConversationDeps, 'describeTeam'>) {
  const sentTo = new WeakMap<VisitorSession, string>();
  return {
    /** The team that was sent with the join. */
    recordSent: (session: VisitorSession, team: Team) => void sentTo.set(session, JSON.stringify(team)),
    /** Sends `team-updated` if something changed. A failure is ignored: the next message tries again. */
    async send(session: VisitorSession, siteId: string): Promise<void> {
      const team = await describeTeam(siteId).catch(() => null);
      const next = JSON.stringify(team);
      if (!team || next === sentTo.get(session)) return;
      sentTo.set(session, next);
      session.emit('team-updated', team);
    },
  };
}
