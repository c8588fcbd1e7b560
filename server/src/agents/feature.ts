import type { Feature } from '../feature.ts';
import type { Authenticate } from '../http/authenticate.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { createAuthenticate } from './authenticate.ts';
import { agentRoutes } from './routes.ts';
import { createSetupToken } from './set-up-owner.ts';

/** The users of the panel and their sessions. */
export function agentsFeature(deps: AgentsDeps): Feature & {
  authenticate: Authenticate;
  /** The one-time address that creates the owner; null when there is one. */
  setupLink(): Promise<string | null>;
} {
  const setup = createSetupToken(deps.secrets);
  return {
    name: 'agents',
    routes: agentRoutes({ ...deps, setup }),
    authenticate: createAuthenticate(deps),
    setupLink: async () => ((await deps.store.agents.count()) === 0 ? `${deps.publicUrl()}/admin/setup#token=${setup.token}` : null),
  };
}
