import type { Team } from '@supportchat/protocol';
import type { ConversationDeps } from './conversation-deps.ts';

/** Keeps one connection's view of the team current when it matters: when its visitor writes and starts to wait. */
export function createTeamUpdates({ describeTeam }: Pick<ConversationDeps, 'describeTeam'>, emit: (team: Team) => void) {
  let sent = '';
  return {
    /** The team that was sent with the join. */
    recordSent: (team: Team) => void (sent = JSON.stringify(team)),
    /** Sends `team-updated` if something changed. A failure is ignored: the next message tries again. */
    async send(siteId: string): Promise<void> {
      const team = await describeTeam(siteId).catch(() => null);
      const next = JSON.stringify(team);
      if (!team || next === sent) return;
      sent = next;
      emit(team);
    },
  };
}
