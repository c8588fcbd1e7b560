import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Faq } from '@supportchat/protocol';
import { expect, test, vi } from 'vitest';
import { addMessage } from '../store/contract/samples.ts';
import { startTestApplication } from '../testing/test-application.ts';
import { connectVisitor } from '../testing/test-client.ts';

const QUESTION = 'How long does delivery take?';
const ANSWER = 'Two to four working days.';

test('[MSG16] an answer lost in a crash is sent at the next start, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-reactions-'));
  const file = join(folder, 'supportchat.db');
  const app = await startTestApplication({ file });
  const site = await app.addSite();
  await app.api('POST', '/faqs', { token: app.owner.accessToken, body: { siteId: site._id, question: QUESTION, answer: ANSWER } });
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  visitor.client.close();
  // What a crash between the commit and the answer leaves behind: a stored message with its job.
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
    jobs: [{ _id: 'b'.repeat(24), kind: 'answer', key: 'a'.repeat(24), siteId: site._id, conversationId: visitor.conversationId, payload: {} }],
  });
  await app.close();

  for (let start = 0; start < 2; start++) {
    const again = await startTestApplication({ file, existing: true });
    await expect.poll(() => again.store.jobs.list({ limit: 10, state: 'waiting' })).toMatchObject({ items: [] });
    await again.application.close();
  }
  const last = await startTestApplication({ file, existing: true });
  const { messages } = await last.store.messages.list(visitor.conversationId, { limit: 10 });
  expect(messages.map(({ senderType, content, clientMessageId }) => [senderType, content, clientMessageId])).toEqual([
    ['visitor', QUESTION, 'asked'],
    ['bot', ANSWER, `answer:${message._id}`],
  ]);
  expect(await last.store.jobs.list({ limit: 10, state: 'waiting' })).toMatchObject({ items: [] });
  await last.close();
  rmSync(folder, { recursive: true });
});

test('[FAQ12] without an FAQ, or with the bot off, no message is a question; with both, the next one is', async () => {
  const app = await startTestApplication();
  const site = await app.addSite();
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  const asked: (string[] | undefined)[] = [];
  const add = app.store.messages.add;
  vi.spyOn(app.store.messages, 'add').mockImplementation((id, compose) =>
    add(id, (conversation) => {
      const message = compose(conversation);
      if (message.senderType === 'visitor') asked.push(message.jobs?.map(({ kind }) => kind));
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
  expect(asked).toEqual([[], ['answer'], [], ['answer'], []]);
  await expect.poll(() => app.store.jobs.list({ limit: 10, state: 'waiting' })).toMatchObject({ items: [] });
  visitor.client.close();
  await app.close();
});
