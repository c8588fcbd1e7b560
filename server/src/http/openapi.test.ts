import { ERRORS } from '@supportchat/protocol/errors';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createOpenApi } from './openapi.ts';
import type { RouteSpec } from './route.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

type Operation = {
  security: object[];
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, object>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: Record<string, object> }> };
};
const readDocument = async (): Promise<Document> => (await server.call('GET', '/api/openapi.json')).body;

const Thing = z.object({ _id: z.string(), size: z.number() }).meta({ id: 'Thing' });
const SPECS: RouteSpec[] = [
  {
    method: 'get',
    path: '/things',
    summary: 'List',
    tag: 'Things',
    access: 'public',
    query: z.strictObject({ limit: z.coerce.number().default(30) }),
    reply: z.object({ items: z.array(Thing) }),
  },
  {
    method: 'post',
    path: '/things',
    summary: 'Make',
    tag: 'Things',
    access: 'manage-sites',
    body: z.strictObject({ size: z.number() }),
    reply: Thing,
    status: 201,
  },
  { method: 'delete', path: '/things/{id}/parts/{part}', summary: 'Remove', tag: 'Things', access: 'read-sites' },
];

test('[API1] each route is documented with parameters, body, response, failures and who may call it', () => {
  const { openapi, paths, components } = createOpenApi(
    SPECS.map((spec) => ({ spec })),
    '1.2.3',
  ) as unknown as Document;
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(['/api/v1/things', '/api/v1/things/{id}/parts/{part}']);
  const [list, make, remove] = [paths['/api/v1/things']?.['get'], paths['/api/v1/things']?.['post'], paths['/api/v1/things/{id}/parts/{part}']?.['delete']];
  expect(list).toMatchObject({ security: [], parameters: [{ in: 'query', name: 'limit' }] });
  expect(make).toMatchObject({
    security: [{ accessToken: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: { required: ['size'], additionalProperties: false } } } },
    responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
  });
  expect(remove?.parameters?.map(({ in: where, name }) => `${where} ${name}`)).toEqual(['path id', 'path part']);
  expect(Object.keys(remove?.responses ?? {})).toEqual(['204', 'default']);
  for (const operation of [list, make, remove]) {
    expect(operation?.responses['default']).toMatchObject({ content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } });
  }
  expect(Object.keys(components.schemas).toSorted()).toEqual(['Error', 'Thing']);
});

const SEED_API = `
get /auth/setup, post /auth/setup, post /auth/login, post /auth/refresh, post /auth/logout, get /auth/me, post /auth/password,
get /sites, post /sites, get /sites/{id}, patch /sites/{id}, delete /sites/{id},
get /faqs, post /faqs, get /faqs/{id}, patch /faqs/{id}, delete /faqs/{id},
get /agents, post /agents, get /agents/{id}, patch /agents/{id}, delete /agents/{id},
get /conversations, get /conversations/{id}, patch /conversations/{id}, delete /conversations/{id},
get /conversations/{id}/messages, post /conversations/{id}/messages,
get /analytics, get /analytics/live, get /widget/config`;

/** Every operation of the document. */
async function listOperations() {
  const { paths } = await readDocument();
  return Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => ({ method, path, operation })));
}

test('[API1] the served document contains every collection’s routes and every code of the catalogue', async () => {
  const named = (await listOperations()).map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`);
  expect(named).toEqual(expect.arrayContaining(SEED_API.trim().split(/,\s+/)));
  const { components } = await readDocument();
  expect(components.schemas['Error']).toMatchObject({ properties: { error: { properties: { code: { enum: Object.keys(ERRORS) } } } } });
});

test('[API1] every route of the document exists, and requires a sign-in unless it is public', async () => {
  const call = (method: string, path: string) =>
    server.call(method.toUpperCase(), path.replace(/\{\w+\}/g, '0'.repeat(24)), method === 'get' ? {} : { body: {} });
  const found = await Promise.all(
    (await listOperations()).map(async ({ method, path, operation }) => ({ path, isPublic: operation.security.length === 0, ...(await call(method, path)) })),
  );
  expect(found.filter(({ status }) => status === 404 || status >= 500)).toEqual([]);
  const guarded = found.filter(({ isPublic }) => !isPublic);
  expect(guarded.filter(({ body }) => body.error?.code !== 'UNAUTHENTICATED')).toEqual([]);
  expect(guarded.length).toBeGreaterThan(20);
});

test('[API2] no body and no query of the API accepts unknown fields', async () => {
  const bodies = (await listOperations()).flatMap(({ method, path, operation }) =>
    operation.requestBody ? [{ route: `${method} ${path}`, schema: operation.requestBody.content['application/json']?.schema }] : [],
  );
  expect(bodies.length).toBeGreaterThan(10);
  for (const body of bodies) expect(body).toMatchObject({ schema: { additionalProperties: false } });
  const owner = await server.setUpOwner();
  for (const path of ['/sites', '/faqs', '/agents', '/conversations', '/analytics', '/analytics/live']) {
    expect((await server.call('GET', `${path}?surprise=1`, { token: owner.token })).body.error).toMatchObject({ code: 'VALIDATION' });
  }
});
