import { ERRORS } from '@supportchat/protocol';
import { seeded } from '../faults/seeded.ts';
import { pause } from '../faults/until.ts';
import { connectVisitor } from '../src/testing/test-client.ts';
import { type Attack, expectThat } from './attack.ts';
import { HOSTILE_VALUES, hostilePayloads, type Schema } from './hostile-values.ts';
import type { Target } from './target.ts';

type Operation = {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

const SEED = 20_261_128;
/** A user's calls are counted over 10 s. */
const MAX_WAIT_S = 10;
/** These would end the attacker's own session. */
const LEFT_OUT = /logout|setup/;
const IDS = ['a'.repeat(24), '0', '%00', '..%2f..', '{"$ne":null}', '%F0%9F'];

/** Every route of the OpenAPI document × roles: bodies, queries and ids that are wrong in one thing. */
export const hostileRequests: Attack = {
  name: 'hostile requests to every route',
  async run(target, { requestsPerRoute }) {
    const document = (await (await fetch(`${target.url}/api/openapi.json`)).json()) as Document;
    const random = seeded(SEED);
    const tokens = [undefined, 'x.y.z', target.agents[1]?.accessToken, target.agents[0]?.accessToken];
    let sent = 0;
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        if (LEFT_OUT.test(path)) continue;
        const tries = triesOf(operation, document);
        const share = requestsPerRoute / (tries.length * tokens.length);
        for (const { query, body } of tries) {
          for (const token of tokens) {
            if (random() > share) continue;
            const id = IDS[Math.floor(random() * IDS.length)] ?? '';
            await attack(target, `${path.replaceAll(/\{\w+\}/g, id)}${query}`, { method: method.toUpperCase(), token, body });
            sent += 1;
          }
        }
      }
    }
    return sent + (await attackForeign(target, document));
  },
};

/** A plain agent gets the same answer for what is of another site as for what does not exist. */
async function attackForeign(target: Target, document: Document): Promise<number> {
  const visitor = await connectVisitor(target.url, { siteKey: target.other.siteKey }, { extraHeaders: { 'x-forwarded-for': '203.0.113.2' } });
  await visitor.send('not for that agent');
  const token = target.agents[1]?.accessToken;
  let sent = 0;
  for (const [path, operations] of Object.entries(document.paths)) {
    if (!path.includes('{') || LEFT_OUT.test(path)) continue;
    for (const [method, operation] of Object.entries(operations)) {
      const [, body] = triesOf(operation, document).map((one) => one.body);
      const ask = (id: string) => attack(target, path.replaceAll(/\{\w+\}/g, id), { method: method.toUpperCase(), token, body });
      const unknown = await ask('a'.repeat(24));
      for (const id of [visitor.conversationId, target.other.siteId]) {
        const foreign = await ask(id);
        expectThat(foreign === unknown, `${method} ${path} distinguishes foreign from unknown: ${foreign} / ${unknown}`);
        sent += 1;
      }
    }
  }
  visitor.client.close();
  return sent;
}

function triesOf({ parameters = [], requestBody }: Operation, document: Document): { query: string; body: unknown }[] {
  const resolve = (schema: Schema): Schema => (schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema);
  const queries = parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name }) => HOSTILE_VALUES.slice(0, 24).map((value) => `?${name}=${encodeURIComponent(wellFormed(value))}`));
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  const bodies = schema ? [...hostilePayloads(resolve(schema))] : [];
  return [{ query: '', body: undefined }, ...queries.map((query) => ({ query, body: undefined })), ...bodies.map((body) => ({ query: '', body }))];
}

async function attack(target: Target, path: string, { method, token, body }: { method: string; token: string | undefined; body: unknown }): Promise<string> {
  const response = await fetch(`${target.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.2', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && method !== 'GET' && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const retryAfter = Number(response.headers.get('retry-after'));
  // What is refused for its number says nothing of its content.
  if (response.status === 429 && token && retryAfter <= MAX_WAIT_S) {
    await pause(retryAfter * 1000);
    return attack(target, path, { method, token, body });
  }
  const what = `${method} ${path} ${JSON.stringify(body)?.slice(0, 200)}: ${response.status} ${text.slice(0, 300)}`;
  expectThat(response.status < 500 || response.status === 503, what);
  if (!response.ok && text.startsWith('{')) expectThat(Object.hasOwn(ERRORS, JSON.parse(text).error.code), what);
  return `${response.status} ${text.replace(/"requestId":"[^"]*"/, '')}`;
}

const wellFormed = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 4000);
