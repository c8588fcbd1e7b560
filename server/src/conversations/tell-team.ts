import type { Team } from '@supportchat/protocol';
import type { ConversationDeps } from './conversation-deps.ts';

/** Keeps one connection's view of the team current when it matters: when its visitor writes and starts to wait. */
export function createTellTeam({ describeTeam }: Pick<ConversationDeps, 'describeTeam'>, send: (team: Team) => void) {
  let told = '';
  return {
    /** The team that was sent with the join. */
    told: (team: Team) => void (told = JSON.stringify(team)),
    /** Sends `team-updated` if something changed. A failure is ignored: the next message tries again. */
    async tell(siteId: string): Promise<void> {
      const team = await describeTeam(siteId).catch(() => null);
      const next = JSON.stringify(team);
      if (!team || next === told) return;
      told = next;
      send(team);
    },
  };
}
