import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConversationAdminEvents, type Permission } from '@supportchat/protocol';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { conversationAdminEvents } from '../conversations/admin-events.ts';
import type { ConversationDeps } from '../conversations/conversation-deps.ts';
import type { SignedIn } from '../http/authenticate.ts';
import { connectAgent } from '../testing/test-client.ts';
import { bindAdminEvents, bindWidgetEvents, eventsByName } from './bound-events.ts';
import { attachSockets, createSockets } from './create-sockets.ts';
import { openNamespaces } from './open-namespaces.ts';

const Rate = { 'rate-conversation': z.strictObject({ stars: z.number() }) };
const rating = () =>
  bindWidgetEvents<typeof Rate, { 'rate-conversation': object }>(Rate, { 'rate-conversation': { access: 'joined visitor', act: () => ({}) } });

test('[WIRE17] the server does not start with two features that bind the same event', () => {
  expect([...eventsByName(rating()).keys()]).toEqual(['rate-conversation']);
  expect(() => eventsByName([...rating(), ...rating()])).toThrow('Two features bind the event rate-conversation.');
});

test('[AUTH21] an event without an access, and one with a page of messages that is not marked as a read, do not compile', () => {
  // @ts-expect-error `access` is missing.
  bindAdminEvents<typeof Rate, { 'rate-conversation': object }>(Rate, { 'rate-conversation': { act: () => ({}) } });
  const events = bindAdminEvents<typeof Rate, { 'rate-conversation': { messages: []; hasMore: boolean } }>(Rate, {
    // @ts-expect-error `isRead` is missing.
    'rate-conversation': { access: 'read-conversations', act: () => ({ messages: [], hasMore: false }) },
  });
  expect(events).toHaveLength(1);
});

describe('[AUTH21] a panel may send exactly the events whose permission it has', () => {
  const ID = '0'.repeat(24);
  const VALUES: Record<string, unknown> = { siteId: ID, conversationId: ID, content: 'Hello', isTyping: true, seq: 1 };
  const http = createServer();
  const io = createSockets();
  const events = conversationAdminEvents({} as ConversationDeps);
  let may: Permission[] = [];
  beforeEach(async () => {
    attachSockets(io, http, () => false);
    const actor = (): Actor => ({ kind: 'agent', id: ID, name: 'Ada', sites: [], may: new Set(may) });
    const agent = { _id: ID, isActive: true, role: 'agent', siteIds: [] as string[] } as SignedIn['agent'];
    const authenticate = async () => ({ agent, actor: actor(), sessionId: ID });
    openNamespaces(io, { authenticate, widgetEvents: [], adminEvents: events, log: pino({ level: 'silent' }), inProgress: new Set() });
    http.listen(0);
    await once(http, 'listening');
  });
  afterEach(() => io.close());

  test('with each permission alone', async () => {
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    for (const permission of [undefined, ...new Set(events.map(({ access }) => access))]) {
      may = permission ? [permission] : [];
      const panel = await connectAgent(url, 'token');
      for (const { name, access } of events) {
        const fields = Object.keys(ConversationAdminEvents[name as keyof typeof ConversationAdminEvents].shape);
        const payload = Object.fromEntries(fields.filter((field) => field in VALUES).map((field) => [field, VALUES[field]]));
        const answer = await panel.ask(name, payload);
        const isForbidden = !answer.ok && answer.error.code === 'FORBIDDEN';
        expect([name, permission, isForbidden]).toEqual([name, permission, access !== permission]);
      }
      panel.close();
    }
  });
});
