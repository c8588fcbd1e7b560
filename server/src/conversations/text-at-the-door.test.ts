import { countCharacters } from '@supportchat/text/length';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectVisitor } from '../testing/test-client.ts';

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
