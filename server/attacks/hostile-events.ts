import { AdminClientEvents, ERRORS, WidgetClientEvents } from '@supportchat/protocol';
import type { z } from 'zod';
import { seeded } from '../faults/seeded.ts';
import { connectAgent, connectVisitor, TestClient } from '../src/testing/test-client.ts';
import { type Attack, expectThat } from './attack.ts';
import { hostilePayloads, schemaOf } from './hostile-values.ts';
import type { Target } from './target.ts';

/** A connection is closed after 30 refusals in a row, so each gets fewer. */
const PAYLOADS_PER_CONNECTION = 25;
const SEED = 20_261_127;
const HOME = { extraHeaders: { 'x-forwarded-for': '203.0.113.1' } };

/** Every event of both namespaces, with payloads that are wrong in one thing, and every event before a join. */
export const hostileEvents: Attack = {
  name: 'hostile payloads in every event',
  async run(target, { payloadsPerEvent }) {
    const victim = await connectVisitor(target.url, { siteKey: target.siteKey }, HOME);
    await victim.send('mine');
    const attacker = await connectVisitor(target.url, { siteKey: target.siteKey }, HOME);
    const { visitorId, visitorToken } = attacker.joined;
    const join = () => connectVisitor(target.url, { siteKey: target.siteKey, visitorId, visitorToken }, HOME).then(({ client }) => client);
    const foreign = { conversationId: victim.conversationId, siteId: target.siteId, siteKey: target.siteKey };
    const own = { ...foreign, conversationId: attacker.conversationId };
    let sent = 0;
    sent += await attackTable(WidgetClientEvents, own, join, payloadsPerEvent);
    sent += await attackTable(WidgetClientEvents, foreign, () => connect(`${target.url}/widget`), payloadsPerEvent);
    sent += await attackTable(AdminClientEvents, own, () => connectAgent(target.url, target.agents[1]?.accessToken ?? ''), payloadsPerEvent);
    sent += await attackForeign(target, victim.conversationId);
    for (const { client } of [victim, attacker]) client.close();
    return sent;
  },
};

async function attackTable(
  events: Record<string, z.ZodType>,
  known: Record<string, unknown>,
  open: () => Promise<TestClient>,
  perEvent: number,
): Promise<number> {
  const random = seeded(SEED);
  let sent = 0;
  for (const [event, schema] of Object.entries(events)) {
    const all = [...hostilePayloads(schemaOf(schema), known)];
    const share = perEvent / all.length;
    const chosen = all.filter((_, index) => index === 0 || random() < share);
    for (let at = 0; at < chosen.length; at += PAYLOADS_PER_CONNECTION) {
      // Joining too often is refused, and so is reading: those are answers of the catalogue too.
      const client = await open().catch(() => null);
      if (!client) break;
      for (const payload of chosen.slice(at, at + PAYLOADS_PER_CONNECTION)) {
        sent += 1;
        const reply = await client.ask(event, payload).catch(() => null);
        if (!reply) break;
        if (!reply.ok) expectThat(Object.hasOwn(ERRORS, reply.error.code) && reply.error.code !== 'INTERNAL', `${event} ${show(payload)}: ${show(reply)}`);
      }
      client.close();
    }
  }
  return sent;
}

/** What is someone else's is answered like what does not exist, and shows nothing. */
async function attackForeign(target: Target, conversationId: string): Promise<number> {
  const stranger = await connectVisitor(target.url, { siteKey: target.other.siteKey }, HOME);
  let sent = 0;
  for (const [event, schema] of Object.entries(WidgetClientEvents)) {
    if (event === 'join-conversation') continue;
    const answers = [];
    for (const id of [conversationId, 'a'.repeat(24)]) {
      const [payload] = hostilePayloads(schemaOf(schema as z.ZodType), {
        conversationId: id,
        messageId: id,
        content: 'intruder',
        visitorEmail: 'intruder@mail.example',
      });
      const { error } = (await stranger.client.ask(event, payload)) as unknown as { error: { requestId?: string } };
      const { requestId: _id, ...same } = error ?? {};
      answers.push(show(same));
      sent += 1;
    }
    expectThat(answers[0] === answers[1] && answers[0]?.includes('NOT_FOUND') === true, `${event} distinguishes foreign from unknown: ${answers.join(' / ')}`);
  }
  expectThat(!show(stranger.client.received).includes(conversationId), 'a stranger received something of a foreign conversation');
  stranger.client.close();
  return sent;
}

async function connect(address: string): Promise<TestClient> {
  const client = new TestClient(address, HOME);
  await client.connected();
  return client;
}

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 300);
