import type { Team } from '@supportchat/protocol';
import type { ConversationDeps } from './conversation-deps.ts';

/** Keeps what one connection knows of the team true when it counts: as its visitor writes and begins to wait. */
export function createTellTeam({ describeTeam }: Pick<ConversationDeps, 'describeTeam'>, send: (team: Team) => void) {
  let told = '';
  return {
    /** It was told with the join. */
    told: (team: Team) => void (told = JSON.stringify(team)),
    /** Sends `team-updated` where something has changed. A failure is not worth a word: the next message asks again. */
    async tell(siteId: string): Promise<void> {
      const team = await describeTeam(siteId).catch(() => null);
      const next = JSON.stringify(team);
      if (!team || next === told) return;
      told = next;
      send(team);
    },
  };
}
