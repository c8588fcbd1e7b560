import { afterEach, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectVisitor } from '../testing/test-client.ts';

let app: TestApplication;
afterEach(() => app.close());

async function start(env: Record<string, string>) {
  app = await startTestApplication({ env });
  const { siteKey } = await app.addSite();
  /** A page whose host name was pointed at this server. */
  const rebound = { host: 'evil.test', origin: 'http://evil.test' };
  return {
    askSettings: async (headers: Record<string, string>) => (await fetch(`${app.url}/api/v1/widget/config?siteKey=${siteKey}`, { headers })).status,
    join: async (headers: Record<string, string>) => {
      const visitor = await connectVisitor(app.url, { siteKey }, { extraHeaders: headers }).catch((failure: Error) => failure.message);
      if (typeof visitor === 'string') return visitor.split(':')[0];
      visitor.client.close();
      return 'joined';
    },
    rebound,
  };
}

test('[SITE12] with PUBLIC_URL set, a page is the server’s own only under that address, whatever name points at the server', async () => {
  const { askSettings, join, rebound } = await start({ PUBLIC_URL: 'https://chat.example.com' });
  expect(await askSettings({ origin: 'https://chat.example.com' })).toBe(200);
  expect(await join({ origin: 'https://chat.example.com' })).toBe('joined');
  expect(await askSettings({ origin: app.url })).toBe(403);
  expect(await join({ origin: app.url })).toBe('ORIGIN_NOT_ALLOWED');
  expect(await join(rebound)).toBe('ORIGIN_NOT_ALLOWED');
});

test('[SITE12] without PUBLIC_URL, any address that reaches the server is its own', async () => {
  const { askSettings, join, rebound } = await start({});
  expect(await askSettings({ origin: app.url })).toBe(200);
  expect(await join({ origin: app.url })).toBe('joined');
  expect(await join(rebound)).toBe('joined');
});
