import type { Server } from 'socket.io';
import { domainsOf, rightsOf } from '../access/connected-rights.ts';
import type { SignedIn } from '../http/authenticate.ts';
import type { Connections } from '../realtime/connections.ts';
import { enteredAs } from '../realtime/visitor-session.ts';
import type { Store } from '../store/store.ts';

/**
 * Disconnects clients that lost a right while another process could not report it: each call compares the panels and widgets connected to this
 * process with the store. `here` reaches only the sockets of this process.
 */
export function createRevokeStaleAccess(io: Server, store: Store, here: Pick<Connections, 'disconnectSession' | 'disconnectSite'>): () => Promise<void> {
  async function revokePanels(): Promise<void> {
    const signedIn = new Map([...io.of('/admin').sockets.values()].map((socket) => socket.data.signedIn as SignedIn).map((one) => [one.sessionId, one]));
    for (const { agent, sessionId } of signedIn.values()) {
      const [session, now] = [await store.sessions.get(sessionId), await store.agents.get(agent._id)];
      if (!session || !now || rightsOf(now) !== rightsOf(agent)) here.disconnectSession(sessionId);
    }
  }

  async function revokeWidgets(): Promise<void> {
    const joined = [...io.of('/widget').sockets.values()].flatMap((socket) => {
      const visitor = enteredAs(socket);
      return visitor ? [{ socket, visitor }] : [];
    });
    for (const [siteId, widgets] of Map.groupBy(joined, ({ visitor }) => visitor.siteId)) {
      const site = await store.sites.get(siteId);
      if (!site?.isActive) here.disconnectSite(siteId);
      else for (const { socket, visitor } of widgets) if (visitor.domains !== domainsOf(site)) socket.disconnect(true);
    }
  }

  return async () => {
    await revokePanels();
    await revokeWidgets();
  };
}
