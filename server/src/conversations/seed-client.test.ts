import type { Site } from '@supportchat/protocol';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterAll(() => app.close());

/** Uses nothing beyond the seed's description: its events, its fields, no acks. */
describe('a client written from the seed alone', () => {
  test.each([['websocket'], ['polling']])('[SEED1] visitor and agent talk over %s', async (transport) => {
    const nextEvent = <T>(socket: ReturnType<typeof io>, event: string) => new Promise<T>((resolve) => socket.once(event, resolve));
    const widget = io(`${app.url}/widget`, { transports: [transport], forceNew: true });
    widget.emit('join-conversation', {
      siteKey: site.siteKey,
      visitorId: `v-${transport}`,
      visitorName: 'Maya',
      visitorEmail: 'maya@example.com',
      currentPage: '/pricing',
      metadata: { userAgent: 'x', referrer: 'y' },
    });
    const joined = await nextEvent<any>(widget, 'conversation-joined');
    expect(joined.messages).toEqual([]);
    const conversationId = joined.conversation._id;
    const { createdAt } = joined.conversation;
    const own = { visitorId: `v-${transport}`, visitorName: 'Maya', visitorEmail: 'maya@example.com', currentPage: '/pricing' };
    expect(joined.conversation).toMatchObject({ ...own, status: 'open', lastMessageAt: null, createdAt, updatedAt: createdAt });

    const admin = io(`${app.url}/admin`, { transports: [transport], forceNew: true, auth: { token: app.owner.accessToken } });
    admin.emit('join-site', { siteId: site._id });
    admin.emit('join-conversation', { conversationId });
    await nextEvent(admin, 'conversation-joined');

    const [echo, notified, update] = [
      nextEvent<any>(widget, 'new-message'),
      nextEvent<any>(admin, 'new-message'),
      nextEvent<any>(admin, 'conversation-update'),
    ];
    widget.emit('send-message', { conversationId, content: 'Hello' });
    expect(await echo).toMatchObject({ content: 'Hello', senderType: 'visitor', senderName: 'Maya', conversationId });
    expect((await notified)._id).toBe((await echo)._id);
    expect((await update).conversation).toMatchObject({ visitorName: 'Maya', visitorEmail: 'maya@example.com', currentPage: '/pricing' });

    const typing = nextEvent<any>(widget, 'agent-typing');
    admin.emit('typing', { conversationId, isTyping: true });
    expect(await typing).toMatchObject({ conversationId, isTyping: true });
    const visitorTyping = nextEvent<any>(admin, 'visitor-typing');
    widget.emit('typing', { conversationId, isTyping: true });
    expect(await visitorTyping).toMatchObject({ conversationId, isTyping: true });

    const answer = nextEvent<any>(widget, 'new-message');
    admin.emit('send-message', { conversationId, content: 'Hi Maya' });
    expect(await answer).toMatchObject({ content: 'Hi Maya', senderType: 'agent' });

    const changed = nextEvent<any>(widget, 'conversation-update');
    admin.emit('send-message', { conversationId, content: 'Anything else?' });
    await app.api('PATCH', `/conversations/${conversationId}`, { token: app.owner.accessToken, body: { status: 'resolved' } });
    expect(await changed).toMatchObject({ ...own, lastMessageAt: expect.any(String), updatedAt: expect.any(String) });

    const error = nextEvent<any>(widget, 'error');
    widget.emit('send-message', { conversationId, content: '' });
    expect(await error).toMatchObject({ code: 'VALIDATION', event: 'send-message', details: [{ path: 'content' }] });
    widget.close();
    admin.close();
  });
});
