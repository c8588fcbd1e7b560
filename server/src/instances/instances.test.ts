import type { Agent, Conversation, LiveCounts, Session, Site } from '@supportchat/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { canRunInstances, startInstances, type TestInstance, type TestInstances } from '../testing/instances.ts';
import { promisedTime } from '../testing/promised-time.ts';
import { connectAgent, connectVisitor, must, refusal, type TestClient, type TestVisitor } from '../testing/test-client.ts';
import { startRedis, type TestRedis } from '../testing/test-redis.ts';

const PAGE = { extraHeaders: { origin: 'https://shop.example' } };
/** What an instance receives on its own, without Redis. */
const CATCH_UP_MS = promisedTime(5000);

describe.skipIf(!canRunInstances)('two instances', () => {
  let redis: TestRedis;
  let both: TestInstances;
  let [one, two] = [] as unknown as [TestInstance, TestInstance];
  let site: Site;
  const open: { close(): void }[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    both = await startInstances([redis.url, redis.url]);
    [one, two] = both.instances as [TestInstance, TestInstance];
    site = await both.addSite();
  });
  afterEach(() => {
    for (const client of open.splice(0)) client.close();
  });
  afterAll(async () => {
    await both.close();
    await redis.stop();
  });

  const visitorAt = async (instance: TestInstance, join: object = {}): Promise<TestVisitor> => {
    const visitor = await connectVisitor(instance.url, { siteKey: site.siteKey, ...join }, PAGE);
    open.push(visitor.client);
    return visitor;
  };
  const agentAt = async (instance: TestInstance, session: Session = both.owner): Promise<TestClient> => {
    const agent = await connectAgent(instance.url, session.accessToken, [site._id]);
    open.push(agent);
    return agent;
  };
  /** What the instances have sent each other through Redis, across all tests so far. */
  async function eventsInRedis(): Promise<{ stream: string; fields: string[] }[]> {
    const client = redis.client();
    const streams = await client.keys('supportchat:*:events');
    const entries = await Promise.all(streams.map(async (stream) => (await client.xrange(stream, '-', '+')).map(([, fields]) => ({ stream, fields }))));
    return entries.flat();
  }
  const contentsInOrder = (client: TestClient) =>
    client
      .eventsNamed('new-message')
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ content }) => content);
  const receivedContents = (client: TestClient) => client.eventsNamed('new-message').map(({ content }) => content);

  describe('with Redis', () => {
    test('[INST1] visitor and agent receive each message once, with its position in the order, whichever instance they are connected to', async () => {
      const [visitor, stranger, agent] = [await visitorAt(one), await visitorAt(two), await agentAt(two)];
      const { conversationId } = visitor;
      await visitor.send('Hello');
      await agent.receives('conversation-update', ({ conversation }) => conversation._id === conversationId);
      await must(agent.ask('join-conversation', { conversationId }));
      for (let n = 1; n <= 20; n += 1) {
        if (n % 2 === 0) await must(agent.ask('send-message', { conversationId, content: `${n}` }));
        else await visitor.send(`${n}`);
      }
      for (const client of [visitor.client, agent]) for (const seq of [20, 21]) await client.receives('new-message', (message) => message.seq === seq);
      const written = Array.from({ length: 20 }, (_, n) => `${n + 1}`);
      // Messages may overtake each other between instances: `seq` gives their order.
      expect(contentsInOrder(visitor.client)).toEqual(['Hello', ...written]);
      expect(contentsInOrder(agent)).toEqual(written);
      await must(agent.ask('typing', { conversationId, isTyping: true }));
      await visitor.client.receives('agent-typing');
      expect(stranger.client.received.filter(({ payload }) => JSON.stringify(payload).includes(conversationId))).toEqual([]);
    });

    test('[MSG5] messages that one sender emits without waiting stay in order, however long the database takes for each', async () => {
      const [visitor, agent] = [await visitorAt(one), await agentAt(two)];
      const { conversationId } = visitor;
      const contents = Array.from({ length: 60 }, (_, n) => `${n + 1}`);
      const writtenByVisitor = await Promise.all(contents.map((content) => visitor.send(content)));
      expect(writtenByVisitor.map(({ seq }) => seq)).toEqual(contents.map((_, n) => n + 1));
      const writtenByAgent = await Promise.all(contents.map((content) => must(agent.ask('send-message', { conversationId, content }))));
      expect(writtenByAgent.map(({ seq }) => seq)).toEqual(contents.map((_, n) => n + 61));
    });

    test('[INST2] agents online and visitors are counted across all instances, and no longer once they have left', async () => {
      const ben = await both.addAgent({ siteIds: [site._id] });
      const isOnline = async (instance: TestInstance) =>
        (await instance.api<{ items: Agent[] }>('GET', '/agents', { token: both.owner.accessToken })).items.find(({ _id }) => _id === ben.user._id)?.online;
      const visitors = async (instance: TestInstance) =>
        (await instance.api<LiveCounts>('GET', '/analytics/live?timeZone=UTC', { token: both.owner.accessToken })).visitorsOnline;
      const [before] = [await visitors(one)];
      const panel = await agentAt(two, ben);
      const visitor = await visitorAt(two);
      await until('the other instance sees it', async () => (await isOnline(one)) === true && (await visitors(one)) === before + 1);
      panel.close();
      visitor.client.close();
      await until('the other instance sees that one left', async () => (await isOnline(one)) === false);
      await until('and the other', async () => (await visitors(one)) === before);
      expect(await isOnline(two)).toBe(false);
    });

    test('[WIRE12] agents in a conversation are notified who is in it, across all instances, and who is typing', async () => {
      const [visitor, stranger] = [await visitorAt(one), await agentAt(two)];
      const ben = await both.addAgent({ siteIds: [site._id] });
      const [adas, bens] = [await agentAt(one), await agentAt(two, ben)];
      const { conversationId } = visitor;
      const lastSeenBy = (client: TestClient) => client.eventsNamed('conversation-viewers').at(-1)?.viewers.length;
      for (const client of [adas, bens]) await must(client.ask('join-conversation', { conversationId }));
      await until('both see both', () => lastSeenBy(adas) === 2 && lastSeenBy(bens) === 2);
      await must(bens.ask('typing', { conversationId, isTyping: true }));
      expect(await adas.receives('agent-typing')).toMatchObject({ conversationId, agentId: ben.user._id, isTyping: true });
      bens.close();
      await until('the other has left', () => lastSeenBy(adas) === 1);
      expect(stranger.eventsNamed('conversation-viewers')).toEqual([]);
      expect(stranger.eventsNamed('agent-typing')).toEqual([]);
      for (const client of [adas, stranger, visitor.client]) client.close();
    });

    test('[INST3] a client that loses a right at one instance is disconnected from the other immediately', async () => {
      const ben = await both.addAgent({ siteIds: [site._id] });
      const panel = await agentAt(two, ben);
      await one.api('PATCH', `/agents/${ben.user._id}`, { token: both.owner.accessToken, body: { isActive: false } });
      await panel.disconnected();
      const other = await both.addSite({ name: 'Other' });
      const visitor = await visitorAt(two, { siteKey: other.siteKey });
      await one.api('PATCH', `/sites/${other._id}`, { token: both.owner.accessToken, body: { isActive: false } });
      await visitor.client.disconnected();
      expect(visitor.client.eventsNamed('error')).toMatchObject([{ code: 'SITE_INVALID' }]);
    });

    test('[INST4] an FAQ that was added at one instance answers at the other', async () => {
      const shop = await both.addSite({ name: 'With answers' });
      const visitor = await visitorAt(two, { siteKey: shop.siteKey });
      await visitor.send('Do you have gift cards?');
      const faq = { siteId: shop._id, question: 'Do you sell gift cards?', answer: 'Yes, from 10 euros.', keywords: ['gift card', 'gift cards'] };
      await one.api('POST', '/faqs', { token: both.owner.accessToken, body: faq });
      const question = { siteId: shop._id, message: 'Do you sell gift cards?' };
      const tried = () => two.api<{ matches: unknown[] }>('POST', '/faqs/try', { token: both.owner.accessToken, body: question });
      await until('the other instance knows the FAQ', async () => (await tried()).matches.length === 1);
      await visitor.send(question.message);
      const answer = await visitor.client.receives('new-message', ({ senderType }) => senderType === 'bot');
      expect(answer).toMatchObject({ seq: 3, content: faq.answer });
    });

    test('[INST5] limits count across all instances', async () => {
      const limited = await startInstances([redis.url, redis.url], { VISITOR_MESSAGES_PER_10S: '5', LOGIN_FAILURES_PER_15MIN: '3' });
      try {
        const shop = await limited.addSite();
        const [a, b] = limited.instances as [TestInstance, TestInstance];
        const first = await connectVisitor(a.url, { siteKey: shop.siteKey, visitorId: 'anna' }, PAGE);
        const { visitorToken, visitorId } = first.joined;
        const second = await connectVisitor(b.url, { siteKey: shop.siteKey, visitorId, visitorToken }, PAGE);
        open.push(first.client, second.client);
        for (const visitor of [first, second, first, second, first]) await visitor.send('Hello');
        const write = { conversationId: second.conversationId, content: 'One more' };
        expect(await refusal(second.ask('send-message', write))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
        const login = { email: limited.owner.user.email, password: 'wrong password' };
        for (const instance of [a, b, a]) await expect(instance.api('POST', '/auth/login', { body: login })).rejects.toMatchObject({ status: 401 });
        await expect(b.api('POST', '/auth/login', { body: login })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      } finally {
        await limited.close();
      }
    });

    test('[INST6] a closed conversation continues in a new one for the visitor’s tabs at the other instance', async () => {
      const here = await visitorAt(one, { visitorId: 'two-tabs' });
      await here.send('Hello');
      const { visitorId, visitorToken } = here.joined;
      const there = await visitorAt(two, { visitorId, visitorToken });
      await one.api('PATCH', `/conversations/${here.conversationId}`, { token: both.owner.accessToken, body: { status: 'closed' } });
      await there.client.receives('conversation-update', ({ status }) => status === 'closed');
      await here.send('Are you still there?');
      await there.client.receives('conversation-joined', ({ conversation }) => conversation._id !== here.conversationId);
      await there.client.receives('new-message', ({ content }) => content === 'Are you still there?');
      expect(there.client.eventsNamed('conversation-joined')).toHaveLength(1);
    });

    test('[CONV9] a conversation that was removed at one instance is gone at the other', async () => {
      const [visitor, agent] = [await visitorAt(two), await agentAt(two)];
      await visitor.send('Hello');
      await one.api('DELETE', `/conversations/${visitor.conversationId}`, { token: both.owner.accessToken });
      expect(await agent.receives('conversation-removed')).toEqual({ conversationId: visitor.conversationId, siteId: site._id });
      await visitor.client.disconnected();
    });

    test('[MSG11] an instance that stops notifies only its own clients', async () => {
      const third = await both.add(redis.url);
      const [leaving, staying] = [await visitorAt(third), await visitorAt(one)];
      await third.application.close();
      await leaving.client.disconnected();
      expect(leaving.client.eventsNamed('server-restarting')).toHaveLength(1);
      await staying.send('Hello');
      expect(staying.client.eventsNamed('server-restarting')).toHaveLength(0);
    });

    test('what Redis repeats is delivered once', async () => {
      const visitor = await visitorAt(one);
      const agent = await agentAt(two);
      await must(agent.ask('join-conversation', { conversationId: visitor.conversationId }));
      await visitor.send('Hello');
      await agent.receives('new-message', ({ content }) => content === 'Hello');
      for (const { stream, fields } of await eventsInRedis()) await redis.client().xadd(stream, '*', ...fields);
      await visitor.send('And again');
      await agent.receives('new-message', ({ content }) => content === 'And again');
      expect(receivedContents(agent)).toEqual(['Hello', 'And again']);
      expect(receivedContents(visitor.client)).toEqual(['Hello', 'And again']);
    });

    describe('events that are lost in part', () => {
      let third: TestInstance;
      beforeAll(async () => {
        // Events from this instance reach the others only as the test injects them.
        third = await both.add();
      });
      /** Injects an event from an instance unknown to the others, addressed to the rooms of an earlier event. */
      async function injectIntoRedis(namespace: '/widget' | '/admin', event: string, conversationId: string, payload: (original: object) => object) {
        const original = (await eventsInRedis()).findLast(({ fields }) => {
          const data = fields.at(-1) ?? '';
          return fields.includes(namespace) && data.includes(`"${event}"`) && data.includes(conversationId);
        });
        if (!original) throw new Error(`nothing was sent as ${event}`);
        const data = JSON.parse(original.fields.at(-1) ?? '');
        data.packet.data = [event, payload(data.packet.data[1])];
        const sender = original.fields.indexOf('uid') + 1;
        await redis.client().xadd(original.stream, '*', ...original.fields.slice(0, -1).with(sender, 'another'), JSON.stringify(data));
      }

      test('[INST7] an agent receives the message that only visitors were notified of', async () => {
        const [visitor, agent] = [await visitorAt(two), await agentAt(two)];
        const { conversationId, joined } = visitor;
        await must(agent.ask('join-conversation', { conversationId }));
        // Sent by an instance with Redis, so that there is an event to copy.
        const first = await visitorAt(one, { visitorId: joined.visitorId, visitorToken: joined.visitorToken });
        await first.send('Hello');
        await agent.receives('new-message', ({ content }) => content === 'Hello');
        await injectIntoRedis('/widget', 'new-message', conversationId, (original) => ({ ...original, seq: 2, content: 'Still there' }));
        await visitor.client.receives('new-message', ({ content }) => content === 'Still there');
        const other = await visitorAt(third, { visitorId: joined.visitorId, visitorToken: joined.visitorToken });
        await other.send('Still there');
        await agent.receives('new-message', ({ content }) => content === 'Still there');
        expect(receivedContents(agent)).toEqual(['Hello', 'Still there']);
        expect(receivedContents(visitor.client)).toEqual(['Hello', 'Still there']);
      });

      test('[INST7] a visitor receives the status and the read mark that only agents were notified of', async () => {
        const [visitor, agent] = [await visitorAt(two), await agentAt(two)];
        const { conversationId } = visitor;
        const panel = await agentAt(one);
        await must(panel.ask('join-conversation', { conversationId }));
        await visitor.send('Hello');
        await must(panel.ask('send-message', { conversationId, content: 'Hello' }));
        await visitor.client.receives('conversation-update', ({ status }) => status === 'assigned');
        await visitor.send('Thank you');
        const elsewhere = await agentAt(third);
        await must(elsewhere.ask('join-conversation', { conversationId }));
        const injectState = async () => {
          const conversation = await third.api<Conversation>('GET', `/conversations/${conversationId}`, { token: both.owner.accessToken });
          await injectIntoRedis('/admin', 'conversation-update', conversationId, () => ({ conversation }));
          await agent.receives(
            'conversation-update',
            (update) => update.conversation.updatedAt === conversation.updatedAt && update.conversation.agentReadSeq === conversation.agentReadSeq,
          );
        };
        await must(elsewhere.ask('mark-read', { conversationId, seq: 3 }));
        await injectState();
        await visitor.client.receives('conversation-update', ({ agentReadSeq }) => agentReadSeq === 3);
        await third.api('PATCH', `/conversations/${conversationId}`, { token: both.owner.accessToken, body: { status: 'resolved' } });
        await injectState();
        const update = await visitor.client.receives('conversation-update', ({ status }) => status === 'resolved');
        expect(update).toMatchObject({ _id: conversationId, agentReadSeq: 3, revision: 2 });
      });
    });

    test('events that Redis held for longer than received events are remembered are dropped', async () => {
      const [visitor, agent] = [await visitorAt(one), await agentAt(two)];
      await must(agent.ask('join-conversation', { conversationId: visitor.conversationId }));
      await visitor.send('Hello');
      await agent.receives('new-message', ({ content }) => content === 'Hello');
      const original = (await eventsInRedis()).find(
        ({ fields }) => fields.includes('/admin') && fields.at(-1)?.includes('"new-message"') && fields.at(-1)?.includes(visitor.conversationId),
      );
      const repeatLater = async (ageMs: number, content: string) => {
        const { stream = '', fields = [] } = original ?? {};
        const data = JSON.parse(fields.at(-1) ?? '');
        data.packet.data = ['new-message', { ...data.packet.data[1], seq: 100 + ageMs, content }];
        await redis.client().xadd(stream, '*', ...fields.slice(0, -1), JSON.stringify({ ...data, sentAt: Date.now() - ageMs }));
      };
      await repeatLater(20_000, 'late');
      await repeatLater(5000, 'in time');
      await agent.receives('new-message', ({ content }) => content === 'in time');
      expect(receivedContents(agent)).toEqual(['Hello', 'in time']);
    });
  });

  /** Visitor at one instance, agent at the other: both receive everything, once. Resolves with the longest delivery time in milliseconds. */
  async function talkAcross(): Promise<number> {
    const [visitor, agent] = [await visitorAt(one), await agentAt(two)];
    const { conversationId } = visitor;
    const waits: number[] = [];
    const timed = async (event: Promise<unknown>) => {
      const startedAt = performance.now();
      await event;
      waits.push(performance.now() - startedAt);
    };
    await timed(visitor.send('Is anybody there?'));
    await timed(agent.receives('conversation-update', ({ conversation }) => conversation._id === conversationId));
    await must(agent.ask('join-conversation', { conversationId }));
    await timed(must(agent.ask('send-message', { conversationId, content: 'Yes' })));
    await timed(visitor.client.receives('new-message', ({ content }) => content === 'Yes'));
    await timed(visitor.client.receives('conversation-update', ({ status }) => status === 'assigned'));
    await visitor.send('Good');
    await timed(agent.receives('new-message', ({ content }) => content === 'Good'));
    expect(contentsInOrder(visitor.client)).toEqual(['Is anybody there?', 'Yes', 'Good']);
    expect(contentsInOrder(agent)).toEqual(['Yes', 'Good']);
    return Math.max(...waits);
  }

  describe('while Redis', () => {
    afterEach(async () => {
      redis.thaw();
      await until('messages cross quickly again', async () => {
        const [visitor, agent] = [await visitorAt(one), await agentAt(two)];
        const startedAt = performance.now();
        await visitor.send('Hello');
        await agent.receives('conversation-update', ({ conversation }) => conversation._id === visitor.conversationId);
        return performance.now() - startedAt < 500;
      });
    });

    test('[INST7] is down, messages are acked and the other instance catches up within 5 s', async () => {
      await redis.kill();
      expect(await talkAcross()).toBeLessThan(CATCH_UP_MS);
      await redis.restart();
    });

    test('[INST7] is frozen', async () => {
      redis.freeze();
      expect(await talkAcross()).toBeLessThan(CATCH_UP_MS);
    });

    test('[INST7] is full', async () => {
      const client = redis.client();
      await client.config('SET', 'maxmemory', '1');
      expect(await talkAcross()).toBeLessThan(CATCH_UP_MS);
      await client.config('SET', 'maxmemory', '0');
    });

    test('[INST7] is flushed', async () => {
      const client = redis.client();
      await client.flushall();
      expect(await talkAcross()).toBeLessThan(CATCH_UP_MS);
      await client.flushall();
      expect(await talkAcross()).toBeLessThan(CATCH_UP_MS);
    });

    test('[INST8] while it is down, nothing is opened up: rights end at the other instance within 5 s, and limits hold at each', async () => {
      const ben = await both.addAgent({ siteIds: [site._id] });
      const panel = await agentAt(two, ben);
      const shop = await both.addSite({ name: 'To be closed' });
      const visitor = await visitorAt(two, { siteKey: shop.siteKey });
      const moved = await both.addSite({ name: 'To be moved' });
      const guest = await visitorAt(two, { siteKey: moved.siteKey });
      await redis.kill();
      const startedAt = performance.now();
      const token = both.owner.accessToken;
      await one.api('PATCH', `/agents/${ben.user._id}`, { token, body: { isActive: false } });
      await one.api('PATCH', `/sites/${shop._id}`, { token, body: { isActive: false } });
      await one.api('PATCH', `/sites/${moved._id}`, { token, body: { domain: 'elsewhere.example' } });
      await Promise.all([panel.disconnected(), visitor.client.disconnected(), guest.client.disconnected()]);
      expect(performance.now() - startedAt).toBeLessThan(CATCH_UP_MS);
      await redis.restart();
    });
  });
});

describe.skipIf(!canRunInstances)('instances without Redis', () => {
  test('[INST7] catch up with each other through the database within 5 s', async () => {
    const both = await startInstances([undefined, undefined]);
    const site = await both.addSite();
    const [one, two] = both.instances as [TestInstance, TestInstance];
    const visitor = await connectVisitor(one.url, { siteKey: site.siteKey }, PAGE);
    const agent = await connectAgent(two.url, both.owner.accessToken, [site._id]);
    const startedAt = performance.now();
    await visitor.send('Hello');
    await agent.receives('conversation-update', ({ conversation }) => conversation._id === visitor.conversationId);
    expect(performance.now() - startedAt).toBeLessThan(CATCH_UP_MS);
    visitor.client.close();
    agent.close();
    await both.close();
  });
});
