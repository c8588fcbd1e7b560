import { randomUUID } from 'node:crypto';
import type { AdminConversationJoined, Message, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RAISED_LIMITS } from '../testing/raised-limits.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, type TestVisitor } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication({ env: RAISED_LIMITS });
  site = await app.addSite({ aiSettings: { enabled: false } });
});
afterAll(() => app.close());

const join = () => connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
const again = (visitor: TestVisitor, afterSeq?: number) =>
  connectVisitor(app.url, {
    siteKey: site.siteKey,
    visitorId: visitor.joined.visitorId,
    visitorToken: visitor.joined.visitorToken,
    ...(afterSeq !== undefined && { afterSeq }),
  });

describe('coming back', () => {
  test('[MSG6] a resumed client ends up with what a fresh one sees, whatever the pause and the number of messages missed', async () => {
    const visitor = await join();
    for (let index = 1; index <= 5; index++) await visitor.send(`before ${index}`);
    visitor.client.close();
    app.clock.forward(3 * 7 * 24 * 3600 * 1000);
    const token = await app.signIn();
    for (let index = 1; index <= 240; index++)
      await app.api('POST', `/conversations/${visitor.conversationId}/messages`, { token, body: { content: `missed ${index}` } });

    app.clock.forward(-3 * 7 * 24 * 3600 * 1000);
    const resumed = await again(visitor, 5);
    const messages: Message[] = [...resumed.joined.messages];
    for (let hasMore = resumed.joined.hasMore; hasMore; ) {
      const page = await must(resumed.ask('load-messages', { conversationId: resumed.conversationId, afterSeq: messages.at(-1)?.seq ?? 0, limit: 100 }));
      messages.push(...page.messages);
      hasMore = page.hasMore;
    }
    expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 240 }, (_, index) => index + 6));
    const fresh = await again(visitor);
    expect(fresh.joined.conversation).toEqual(resumed.joined.conversation);
    expect(messages.slice(-30)).toEqual(fresh.joined.messages);
    resumed.client.close();
    fresh.client.close();
  });

  test('[MSG7] while another client writes, every join sees each message once: in the history or live', async () => {
    const visitor = await join();
    let writing = true;
    const writer = (async () => {
      for (let index = 1; writing; index++) await visitor.send(`message ${index}`);
    })();
    const joiners = [];
    for (let round = 0; round < 25; round++) joiners.push(await again(visitor, 0));
    writing = false;
    await writer;
    const { seq: head } = await visitor.send('the last');
    for (const joiner of joiners) {
      await joiner.client.receives('new-message', (message) => message.seq === head);
      const history = joiner.joined.messages.map((message) => message.seq);
      for (let hasMore = joiner.joined.hasMore; hasMore; ) {
        const page = await must(joiner.ask('load-messages', { conversationId: joiner.conversationId, afterSeq: history.at(-1) ?? 0, limit: 100 }));
        history.push(...page.messages.map((message) => message.seq));
        hasMore = page.hasMore;
      }
      const seen = new Set([...history, ...joiner.client.eventsNamed('new-message').map((message) => message.seq)]);
      expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
      joiner.client.close();
    }
    visitor.client.close();
  });

  test('[MSG14] two tabs of one visitor receive each message once and share read marks', async () => {
    const first = await join();
    const second = await again(first);
    await first.send('from the first tab');
    await app.api('POST', `/conversations/${first.conversationId}/messages`, { token: app.owner.accessToken, body: { content: 'answer' } });
    await must(second.ask('mark-read', { conversationId: first.conversationId, seq: 2 }));
    const update = await first.client.receives('conversation-update', (conversation) => conversation.visitorReadSeq === 2);
    expect(update.lastSeq).toBe(2);
    for (const tab of [first, second]) expect(tab.client.eventsNamed('new-message').map((message) => message.seq)).toEqual([1, 2]);
    first.client.close();
    second.client.close();
  });

  test('[MSG15] a join catches up on status, agent, read marks and activity as if received live', async () => {
    const visitor = await join();
    await visitor.send('hello');
    const watching = await connectAgent(app.url, app.owner.accessToken, [site._id]);
    await must(watching.ask('join-conversation', { conversationId: visitor.conversationId }));
    await app.api('PATCH', `/conversations/${visitor.conversationId}`, { token: app.owner.accessToken, body: { assignedAgent: 'me' } });
    await must(watching.ask('mark-read', { conversationId: visitor.conversationId, seq: 1 }));
    await app.api('PATCH', `/conversations/${visitor.conversationId}`, { token: app.owner.accessToken, body: { status: 'resolved' } });

    const late = await connectAgent(app.url, app.owner.accessToken);
    const joined = await must<AdminConversationJoined>(late.ask('join-conversation', { conversationId: visitor.conversationId }));
    const live = await watching.receives('conversation-update', (update) => update.conversation.status === 'resolved');
    // The agent's own mark is part of the join alone: the update goes to all agents of the site.
    const { ownMark, ...shared } = joined.conversation;
    expect(shared).toEqual(live.conversation);
    expect(ownMark).toMatchObject({ seq: 1, isUnread: false });
    expect(joined.activity.map((activity) => activity.type)).toEqual(['assigned', 'resolved']);
    expect(watching.eventsNamed('conversation-update').flatMap((update) => update.activity ?? [])).toEqual(joined.activity);
    expect(joined.messages).toMatchObject([{ isRead: true }]);
    const back = await again(visitor, 1);
    expect(back.joined.conversation).toMatchObject({ status: 'resolved', agentName: 'Ada Kern', agentReadSeq: 1 });
    for (const client of [watching, late, visitor.client, back.client]) client.close();
  });
});
