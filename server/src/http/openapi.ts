import { ERRORS, type ErrorCode } from '@supportchat/protocol/errors';
import { z } from 'zod';
import { createDocument, type ZodOpenApiContentObject, type ZodOpenApiObject, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { ROLES } from '../access/roles.ts';
import type { Access, RouteSpec } from './route.ts';

const PREFIX = '/api/v1';
const JSON_TYPE = 'application/json';
const BINARY: ZodOpenApiContentObject = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

/** The body of every unsuccessful response; the same shape as `ErrorBody`. */
const ErrorReply = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).meta({ description: 'Code of the error catalogue' }),
      message: z.string().meta({ description: 'A sentence for people that says what to do' }),
      requestId: z.string().meta({ description: 'Names the server’s log lines of this failure' }),
      details: z
        .array(z.object({ path: z.string(), message: z.string() }))
        .optional()
        .meta({ description: 'VALIDATION only: each field and what is wrong with it' }),
      retryable: z.boolean().optional().meta({ description: 'True when the same call may succeed later' }),
      retryAfterMs: z.number().optional().meta({ description: 'Wait at least this long, in milliseconds' }),
    }),
  })
  .meta({ id: 'Error' });

/** Who may call a route, in words. */
function describeAccess(access: Access): string {
  if (access === 'public') return 'Anyone.';
  const names = ROLES.agent.includes(access) ? 'Any signed-in user' : ROLES.admin.includes(access) ? 'Owners and admins' : 'Owners';
  return `${names} (\`${access}\`).`;
}

/** The OpenAPI 3.1 document of these routes, from the same schemas that validate each call. */
export function createOpenApi(routes: readonly { spec: RouteSpec }[], version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const { spec } of routes) {
    const path = PREFIX + spec.path;
    paths[path] = { ...paths[path], [spec.method]: describeRoute(spec) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'SupportChat',
      version,
      description:
        'Sign in at `/api/v1/auth/login`; send the `accessToken` as `Authorization: Bearer …`. Unknown fields are refused. Lists take `limit` and `cursor`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ spec }) => spec.tag))].map((name) => ({ name })),
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  };
  return createDocument(document);
}

function describeRoute(spec: RouteSpec): ZodOpenApiOperationObject {
  const parameters = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string().meta({ description: '24 hexadecimal digits' })]);
  return {
    operationId: operationId(spec),
    summary: spec.summary,
    description: `Who: ${describeAccess(spec.access)}`,
    ...(spec.access !== 'public' && { 'x-permission': spec.access }),
    tags: [spec.tag],
    security: spec.access === 'public' ? [] : [{ accessToken: [] }],
    requestParams: {
      ...(parameters.length > 0 && { path: z.object(Object.fromEntries(parameters)) }),
      ...(spec.query && { query: spec.query as z.ZodObject }),
    },
    ...(spec.body && { requestBody: { required: true, content: describeBody(spec.body) } }),
    responses: {
      ...describeSuccess(spec),
      default: { description: 'A failure of the catalogue', content: { [JSON_TYPE]: { schema: ErrorReply } } },
    },
  };
}

function describeBody(body: NonNullable<RouteSpec['body']>): ZodOpenApiContentObject {
  return 'maxBytes' in body ? BINARY : { [JSON_TYPE]: { schema: body } };
}

function describeSuccess({ reply, status }: RouteSpec): ZodOpenApiOperationObject['responses'] {
  if (!reply) return { 204: { description: 'Done' } };
  if (reply === 'file') return { 200: { description: 'The file, or the range that was asked for', content: BINARY } };
  return { [`${status ?? 200}`]: { description: status === 201 ? 'Created' : 'OK', content: { [JSON_TYPE]: { schema: reply } } } };
}

/** `get /conversations/{id}/messages` → `get-conversations-id-messages`. */
function operationId({ method, path }: RouteSpec): string {
  return [method, ...path.split('/').filter(Boolean)].join('-').replaceAll(/[{}]/g, '');
}
