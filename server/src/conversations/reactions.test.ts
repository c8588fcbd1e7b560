import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Faq } from '@supportchat/protocol';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { addMessage } from '../store/contract/samples.ts';
import { startTestApplication } from '../testing/test-application.ts';
import { connectVisitor } from '../testing/test-client.ts';
import { createReactions, type Reaction } from './reactions.ts';

const QUESTION = 'How long does delivery take?';
const ANSWER = 'Two to four working days.';

test('[MSG16] a step that fails affects neither the message nor the next step', async () => {
  const app = await startTestApplication();
  const site = await app.addSite({ aiSettings: { enabled: false } });
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  await visitor.send('hello');
  const message = (await app.store.messages.list(visitor.conversationId, { limit: 1 })).messages[0];
  const conversation = await app.store.conversations.get(visitor.conversationId);
  const done: string[] = [];
  const fails: Reaction = async () => {
    done.push('fails');
    throw new Error('this step is broken');
  };
  const works: Reaction = async () => void done.push('works');
  const reactions = createReactions(app.store, pino({ level: 'silent' }), [fails, works]);
  if (message && conversation) reactions.run({ message, conversation });
  await reactions.idle();
  expect(done).toEqual(['fails', 'works']);
  expect(await visitor.send('still fine')).toMatchObject({ seq: 2 });
  visitor.client.close();
  await app.close();
});

test('[MSG16] an answer lost in a crash is sent at the next start, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-reactions-'));
  const file = join(folder, 'supportchat.db');
  const app = await startTestApplication({ file });
  const site = await app.addSite();
  await app.api('POST', '/faqs', { token: app.owner.accessToken, body: { siteId: site._id, question: QUESTION, answer: ANSWER } });
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  visitor.client.close();
  // What a crash between the commit and the answer leaves behind: a stored message that is still pending.
  const { message } = await addMessage(app.store, {
    _id: 'a'.repeat(24),
    conversationId: visitor.conversationId,
    clientMessageId: 'asked',
    senderType: 'visitor',
    senderId: visitor.joined.visitorId,
    senderName: '',
    content: QUESTION,
    messageType: 'text',
    answer: null,
    createdAt: app.clock.now(),
    pending: 'answer',
  });
  await app.close();

  for (let start = 0; start < 2; start++) {
    const again = await startTestApplication({ file, existing: true });
    await again.application.close();
  }
  const last = await startTestApplication({ file, existing: true });
  const { messages } = await last.store.messages.list(visitor.conversationId, { limit: 10 });
  expect(messages.map(({ senderType, content, clientMessageId }) => [senderType, content, clientMessageId])).toEqual([
    ['visitor', QUESTION, 'asked'],
    ['bot', ANSWER, `answer:${message._id}`],
  ]);
  expect(await last.store.messages.listPending(10)).toEqual([]);
  await last.close();
  rmSync(folder, { recursive: true });
});

test('[FAQ12] without an FAQ, or with the bot off, no message is a question; with both, the next one is', async () => {
  const app = await startTestApplication();
  const site = await app.addSite();
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  const asked: (string | undefined)[] = [];
  const add = app.store.messages.add;
  vi.spyOn(app.store.messages, 'add').mockImplementation((id, compose) =>
    add(id, (conversation) => {
      const message = compose(conversation);
      asked.push(message.pending);
      return message;
    }),
  );
  const change = (path: string, body: object) => app.api('PATCH', path, { token: app.owner.accessToken, body });
  await visitor.send('Good morning');
  const faq = await app.api<Faq>('POST', '/faqs', { token: app.owner.accessToken, body: { siteId: site._id, question: QUESTION, answer: ANSWER } });
  await visitor.send('Good day');
  await change(`/sites/${site._id}`, { aiSettings: { enabled: false } });
  await visitor.send('Good afternoon');
  await change(`/sites/${site._id}`, { aiSettings: { enabled: true } });
  await visitor.send('Good evening');
  await change(`/faqs/${faq._id}`, { isActive: false });
  await visitor.send('Good night');
  expect(asked).toEqual([undefined, 'answer', undefined, 'answer', undefined]);
  await expect.poll(() => app.store.messages.listPending(10)).toEqual([]);
  visitor.client.close();
  await app.close();
});
