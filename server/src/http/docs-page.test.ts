import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

test('[API3] the page at /api/docs and everything that it loads come from this server', async () => {
  const page = await server.call('GET', '/api/docs');
  expect(page.headers.get('content-type')).toContain('text/html');
  const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string);
  expect(addresses).toHaveLength(5);
  for (const address of addresses) {
    expect(address).toMatch(/^\/api\//);
    expect((await server.call('GET', address)).status).toBe(200);
  }
});

test('[API3] nothing in it needs more than a strict content security policy allows', async () => {
  const page = await server.call('GET', '/api/docs');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(page.body).not.toMatch(/<script>|<style|style=|onclick|onload/);
  const init = await server.call('GET', '/api/docs/init.js');
  expect(init.headers.get('content-type')).toContain('javascript');
  expect(init.body).toContain("url: '/api/openapi.json'");
  expect(init.body).toContain('validatorUrl: null');
});

test('[API3] no other file of the package is served', async () => {
  for (const file of ['package.json', 'swagger-ui-bundle.js.map', 'index.html', '..%2f..%2fpackage.json']) {
    expect((await server.call('GET', `/api/docs/${file}`)).status).toBe(404);
  }
});
