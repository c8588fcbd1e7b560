import { countCharacters } from '@supportchat/text/length';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectVisitor, refusal } from '../testing/test-client.ts';

let app: TestApplication;
let siteKey: string;
beforeAll(async () => {
  app = await startTestApplication();
  ({ siteKey } = await app.addSite());
});
afterAll(() => app.close());

const EMOJI = '\u{1F600}';

test('[TEXT6] a message has at most 4,000 characters as countCharacters counts them, whatever their size in bytes', async () => {
  const visitor = await connectVisitor(app.url, { siteKey });
  expect(countCharacters(EMOJI.repeat(4000))).toBe(4000);
  await visitor.send(EMOJI.repeat(4000));
  await expect(visitor.send(EMOJI.repeat(4001))).rejects.toMatchObject({ message: expect.stringContaining('VALIDATION') });
  visitor.client.close();
});

test('[TEXT3] a message without visible characters is rejected like a space', async () => {
  const visitor = await connectVisitor(app.url, { siteKey });
  for (const content of ['\u200b', '\u2060\u00ad', '\u2800', '\u3164 \u202e', '\u0000']) {
    await expect(visitor.send(content)).rejects.toMatchObject({ message: expect.stringContaining('VALIDATION') });
  }
  await visitor.send('\u200bhello');
  visitor.client.close();
});

test('[WIRE14] a clientMessageId with control characters or lone surrogates is refused; any other is kept', async () => {
  const visitor = await connectVisitor(app.url, { siteKey });
  const send = (clientMessageId: string) =>
    visitor.client.ask('send-message', { conversationId: visitor.conversationId, content: `as ${JSON.stringify(clientMessageId)}`, clientMessageId });
  for (const id of ['\u0000', 'a\u0000b', 'a\n', '\u0085', '\ud800', '\udc00', 'a\ud800b', ''])
    expect(await refusal(send(id)), JSON.stringify(id)).toMatchObject({ code: 'VALIDATION', details: [{ path: 'clientMessageId' }] });
  for (const id of ['a b', "'; DROP TABLE messages", 'é', EMOJI, '__proto__'])
    expect(await send(id), id).toMatchObject({ ok: true, clientMessageId: id, duplicate: false });
  visitor.client.close();
});

test("[WIRE14] a browser's user agent is stored without control characters", async () => {
  const visitor = await connectVisitor(app.url, { siteKey }, { extraHeaders: { 'User-Agent': 'Fire\u0085fox\u009b31m\u00ad' } });
  expect((await app.store.conversations.get(visitor.conversationId))?.metadata.userAgent).toBe('Fire fox31m');
  visitor.client.close();
});

test.each([
  ['r&d@shop.example', 'r&d@shop.example'],
  ['Ann@Müller.example', 'ann@müller.example'],
  ['ann at shop', 'ann at shop'],
  ['ann@shop.example\u202e\n', 'ann@shop.example'],
  [`${'a'.repeat(5000)}@shop.example`, ''],
  ['', ''],
])('[TEXT8] a visitor who gives the address %j can chat, and agents see %j', async (visitorEmail, shown) => {
  const visitor = await connectVisitor(app.url, { siteKey, visitorEmail, visitorName: 'Ann\nBob\u0000\u202e' });
  await visitor.send('Hello');
  expect(await app.store.conversations.get(visitor.conversationId)).toMatchObject({ visitorEmail: shown, visitorName: 'Ann Bob' });
  visitor.client.close();
});
