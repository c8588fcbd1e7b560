import { randomUUID } from 'node:crypto';
import type { List, Message, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, refusal } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterAll(() => app.close());

const join = () => connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
const stored = (conversationId: string) =>
  app.api<List<Message>>('GET', `/conversations/${conversationId}/messages?limit=100`, { token: app.owner.accessToken });

describe('messages on the wire', () => {
  test('[MSG1] the ack contains the stored message, which can be read immediately', async () => {
    const visitor = await join();
    const ack = await visitor.send('Hello', 'one');
    expect(ack).toMatchObject({ seq: 1, clientMessageId: 'one', duplicate: false, conversationId: visitor.conversationId });
    const { items } = await stored(visitor.conversationId);
    expect(items).toMatchObject([{ _id: ack._id, seq: 1, content: 'Hello', senderType: 'visitor', messageType: 'text', isRead: false, readAt: null }]);
    visitor.client.close();
  });

  test('[MSG2] visitor and agent see the same messages in the same order, numbered without gaps', async () => {
    const visitor = await join();
    const agent = await connectAgent(app.url, app.owner.accessToken);
    await must(agent.ask('join-conversation', { conversationId: visitor.conversationId }));
    await Promise.all([
      ...['a', 'b', 'c', 'd'].map((content) => visitor.send(content)),
      ...['1', '2', '3', '4'].map((content) => must(agent.ask('send-message', { conversationId: visitor.conversationId, content }))),
    ]);
    await Promise.all([visitor.client.receives('new-message', (message) => message.seq === 8), agent.receives('new-message', (message) => message.seq === 8)]);
    const heardByVisitor = visitor.client.eventsNamed('new-message');
    expect(heardByVisitor.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(agent.eventsNamed('new-message')).toEqual(heardByVisitor);
    const { items } = await stored(visitor.conversationId);
    expect(items.map(({ _id, seq }) => [_id, seq])).toEqual(heardByVisitor.map(({ _id, seq }) => [_id, seq]));
    visitor.client.close();
    agent.close();
  });

  test('[MSG3] resending a clientMessageId returns the first message and broadcasts it once, even from another connection', async () => {
    const visitor = await join();
    const first = await visitor.send('Once', 'same');
    const again = await visitor.send('Once', 'same');
    const elsewhere = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: visitor.joined.visitorId, visitorToken: visitor.joined.visitorToken });
    const third = await elsewhere.send('Once', 'same');
    expect([again, third]).toMatchObject([
      { _id: first._id, seq: 1, duplicate: true },
      { _id: first._id, seq: 1, duplicate: true },
    ]);
    await visitor.send('Twice');
    await visitor.client.receives('new-message', (message) => message.seq === 2);
    expect(visitor.client.eventsNamed('new-message').map((message) => message.content)).toEqual(['Once', 'Twice']);
    visitor.client.close();
    elsewhere.client.close();
  });

  test('[MSG4] the same clientMessageId with different content is a CONFLICT and changes nothing', async () => {
    const visitor = await join();
    await visitor.send('Original', 'same');
    const error = await refusal(visitor.ask('send-message', { conversationId: visitor.conversationId, content: 'Other', clientMessageId: 'same' }));
    expect(error.code).toBe('CONFLICT');
    expect((await stored(visitor.conversationId)).items.map((message) => message.content)).toEqual(['Original']);
    visitor.client.close();
  });

  test('[MSG5] messages that one sender emits without waiting stay in order', async () => {
    const visitor = await join();
    const contents = Array.from({ length: 60 }, (_, index) => `message ${index}`);
    const acks = await Promise.all(contents.map((content) => visitor.send(content)));
    expect(acks.map((ack) => ack.seq)).toEqual(contents.map((_, index) => index + 1));
    expect((await stored(visitor.conversationId)).items.map((message) => message.content)).toEqual(contents);
    visitor.client.close();
  });

  test('[MSG8] joining returns the newest 30 messages; older ones can be paged back to the first', async () => {
    const visitor = await join();
    for (let index = 1; index <= 70; index++) await visitor.send(`message ${index}`);
    const again = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: visitor.joined.visitorId, visitorToken: visitor.joined.visitorToken });
    expect(again.joined.messages.map((message) => message.seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 41));
    expect(again.joined.hasMore).toBe(true);
    const page = await must(again.ask('load-messages', { conversationId: again.conversationId, beforeSeq: 41 }));
    expect(page.messages.map((message) => message.seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
    const last = await must(again.ask('load-messages', { conversationId: again.conversationId, beforeSeq: 11, limit: 100 }));
    expect([last.messages.length, last.hasMore]).toEqual([10, false]);
    visitor.client.close();
    again.client.close();
  });

  test('[MSG8] REST pages older messages by cursor', async () => {
    const visitor = await join();
    for (let index = 1; index <= 25; index++) await visitor.send(`message ${index}`);
    const seqs: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: List<Message> = await app.api('GET', `/conversations/${visitor.conversationId}/messages?limit=10${cursor && `&cursor=${cursor}`}`, {
        token: app.owner.accessToken,
      });
      seqs.unshift(...page.items.map((message) => message.seq));
      cursor = page.nextCursor;
    }
    expect(seqs).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    visitor.client.close();
  });
});

test('[MSG18] a server clock that jumps back affects neither message order nor deduplication', async () => {
  const visitor = await join();
  await visitor.send('first', 'one');
  app.clock.forward(-2 * 3600 * 1000);
  const second = await visitor.send('second', 'two');
  app.clock.forward(2 * 3600 * 1000);
  expect(await visitor.send('second', 'two')).toMatchObject({ _id: second._id, seq: 2, duplicate: true });
  const again = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: visitor.joined.visitorId, visitorToken: visitor.joined.visitorToken });
  expect(again.joined.messages.map(({ content }) => content)).toEqual(['first', 'second']);
  visitor.client.close();
  again.client.close();
});
