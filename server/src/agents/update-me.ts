import type { Me, UpdateMe } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { presentMe } from './present-agent.ts';

/** What all users may change about themselves: the name. */
export async function updateMe(deps: Pick<AgentsDeps, 'store' | 'clock' | 'connections'>, who: AgentRecord, input: z.output<typeof UpdateMe>): Promise<Me> {
  const agent = await deps.store.agents.update(who._id, input, deps.clock());
  if (!agent) throw new AppError('NOT_FOUND');
  return presentMe(agent, await deps.connections.onlineAgents());
}
