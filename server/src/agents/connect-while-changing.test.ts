import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { TestClient } from '../testing/test-client.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await startTestApplication();
});
afterAll(() => app.close());

describe('a panel that connects while its agent loses a right', () => {
  test.each([
    ['[AUTH13] is disconnected when the agent is deactivated', { isActive: false }],
    ['[AUTH14] is disconnected when the agent gets other sites', { siteIds: [] }],
  ])('%s', async (_title, change) => {
    const site = await app.addSite();
    const ben = await app.addAgent({ siteIds: [site._id] });
    const { get } = app.store.agents;
    const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isFirst = true;
    app.store.agents.get = async (id) => {
      const agent = await get(id);
      if (id !== ben.user._id || !isFirst) return agent;
      isFirst = false;
      reached.resolve();
      await goOn.promise;
      return agent;
    };
    const panel = new TestClient(`${app.url}/admin`, { auth: { token: ben.accessToken } });
    await reached.promise;
    app.store.agents.get = get;
    await app.api('PATCH', `/agents/${ben.user._id}`, { token: app.owner.accessToken, body: change });
    goOn.resolve();
    await panel.connected();
    await panel.disconnected();
    await until('nothing of it is left', () => app.application.io.of('/admin').sockets.size === 0);
    expect(app.application.io.of('/admin').adapter.rooms.size).toBe(0);
  });
});
