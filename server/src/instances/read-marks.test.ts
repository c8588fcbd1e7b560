import type { Site } from '@supportchat/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { canRunInstances, startInstances, type TestInstance, type TestInstances } from '../testing/instances.ts';
import { connectAgent, connectVisitor, must, type TestClient } from '../testing/test-client.ts';
import { startRedis, type TestRedis } from '../testing/test-redis.ts';

const PAGE = { extraHeaders: { origin: 'https://shop.example' } };

describe.skipIf(!canRunInstances).each([{ withRedis: true }, { withRedis: false }])('two instances, with Redis: $withRedis', ({ withRedis }) => {
  let redis: TestRedis | undefined;
  let both: TestInstances;
  let [one, two] = [] as unknown as [TestInstance, TestInstance];
  let site: Site;
  const open: { close(): void }[] = [];
  beforeAll(async () => {
    redis = withRedis ? await startRedis() : undefined;
    both = await startInstances([redis?.url, redis?.url]);
    [one, two] = both.instances as [TestInstance, TestInstance];
    site = await both.addSite();
  });
  afterEach(() => {
    for (const client of open.splice(0)) client.close();
  });
  afterAll(async () => {
    await both.close();
    await redis?.stop();
  });

  /** An agent's panels at both instances, a colleague's and the visitor's clients; returns what each panel received once the mark has crossed. */
  async function markAcross() {
    const visitor = await connectVisitor(one.url, { siteKey: site.siteKey }, PAGE);
    const colleague = await both.addAgent({ siteIds: [site._id] });
    const panel = (instance: TestInstance, { accessToken } = both.owner) => connectAgent(instance.url, accessToken, [site._id]);
    const [here, there, other] = [await panel(one), await panel(two), await panel(two, colleague)];
    open.push(visitor.client, here, there, other);
    const { conversationId } = visitor;
    await visitor.send('Hello');
    for (const client of [here, there, other]) await client.receives('conversation-update', ({ conversation }) => conversation._id === conversationId);
    await must(here.ask('mark-read', { conversationId, seq: 1 }));
    await must(here.ask('mark-unread', { conversationId }));
    const marksOf = (client: TestClient) => client.eventsNamed('read-mark-updated').map(({ isUnread }) => isUnread);
    for (const client of [here, there]) await client.receives('read-mark-updated', ({ isUnread }) => isUnread);
    // Once a later change has crossed, the earlier ones have.
    await must(here.ask('mark-read', { conversationId, seq: 1 }));
    await until('the last one crossed', () => marksOf(there).at(-1) === false);
    for (const client of [other, visitor.client]) {
      await client.settle();
      expect(JSON.stringify(client.received)).not.toMatch(/read-mark-updated|isUnread/);
    }
    return { here: marksOf(here), there: marksOf(there) };
  }

  test('[INBOX34] an agent’s mark reaches their panels at both instances, each change at most once', async () => {
    const { here, there } = await markAcross();
    expect(here).toEqual([false, true, false]);
    expect(there.slice(-2)).toEqual([true, false]);
    expect(there.length).toBeLessThanOrEqual(3);
  });

  test.runIf(withRedis)('[INBOX34 INST7] and so it does while Redis is down', async () => {
    await redis?.kill();
    const { there } = await markAcross();
    expect(there.slice(-2)).toEqual([true, false]);
    await redis?.restart();
  });
});
