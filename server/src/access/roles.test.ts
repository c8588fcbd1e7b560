import { Permission, type Role } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteSpec } from '../http/route.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';
import { ROLES } from './roles.ts';

/** The roles that have each permission. */
const TABLE: Record<Permission, string> = {
  'use-account': 'agent admin owner',
  'read-agents': 'agent admin owner',
  'read-sites': 'agent admin owner',
  'read-faqs': 'agent admin owner',
  'read-conversations': 'agent admin owner',
  'answer-conversations': 'agent admin owner',
  'read-analytics': 'agent admin owner',
  'access-all-sites': 'admin owner',
  'manage-agents': 'admin owner',
  'manage-sites': 'admin owner',
  'manage-faqs': 'admin owner',
  'remove-conversations': 'admin owner',
  'manage-owners': 'owner',
};
const NAMES: Role[] = ['agent', 'admin', 'owner'];

describe('[AUTH21] each permission belongs to these roles and no other', () => {
  test.each(Permission.options)('%s', (permission) => {
    expect(NAMES.filter((role) => ROLES[role].includes(permission)).join(' ')).toBe(TABLE[permission]);
  });
});

test('[AUTH21] a route that names neither a permission nor "public" does not compile', () => {
  // @ts-expect-error `access` is missing.
  const spec: RouteSpec = { method: 'get', path: '/things', summary: 'List', tag: 'Things' };
  expect(spec.access).toBeUndefined();
});

describe('[AUTH21] each route refuses exactly the roles without the permission that it names', () => {
  type Operation = { security: object[]; 'x-permission'?: Permission };
  let server: TestServer;
  let users: Record<Role, TestUser>;
  let operations: { method: string; path: string; permission: Permission | undefined }[];
  beforeAll(async () => {
    server = await startTestServer();
    const owner = await server.setUpOwner();
    const admin = await server.addUser(owner, { email: 'adam@shop.example', role: 'admin' });
    const agent = await server.addUser(owner, { email: 'anna@shop.example', role: 'agent' });
    users = { owner, admin, agent };
    const { body } = await server.call('GET', '/api/openapi.json');
    const paths = Object.entries(body.paths as Record<string, Record<string, Operation>>);
    operations = paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, permission: operation['x-permission'] })),
    );
  });
  afterAll(() => server.stop());

  test.each(NAMES)('%s', async (role) => {
    const restricted = operations.filter(({ permission }) => permission !== undefined);
    expect(restricted.length).toBeGreaterThan(25);
    for (const { method, path, permission } of restricted) {
      const address = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, '0'.repeat(24));
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      const answer = await server.call(method, address, { token: users[role].token, ...body });
      const isForbidden = answer.body?.error?.code === 'FORBIDDEN';
      expect([method, path, isForbidden]).toEqual([method, path, !ROLES[role].includes(permission as Permission)]);
    }
  });

  test('sign-in and the session answer name the permissions', async () => {
    for (const role of NAMES) {
      const { body } = await server.call('GET', '/auth/me', { token: users[role].token });
      expect(body.permissions).toEqual(ROLES[role]);
      expect(body.permissions).toEqual((users[role].user as { permissions?: unknown }).permissions);
    }
  });
});
