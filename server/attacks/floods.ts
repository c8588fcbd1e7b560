import { call } from '../faults/installation.ts';
import { pause, until } from '../faults/until.ts';
import { eventPacket, openPolling } from '../src/testing/polling-client.ts';
import { connectAgent, connectVisitor, must, TestClient } from '../src/testing/test-client.ts';
import { type Attack, expectThat } from './attack.ts';
import type { Target } from './target.ts';

const MB = 1024 * 1024;
const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } });
const LONG = '漢'.repeat(4000);

/** A polling session of a visitor with a history of `count` messages of 12 kB. */
async function openHistory(target: Target, address: string, count: number) {
  const writer = await connectVisitor(target.url, { siteKey: target.siteKey }, from(address));
  for (let n = 0; n < count; n += 1) await writer.send(LONG);
  const { visitorId, visitorToken } = writer.joined;
  const client = await openPolling(target.url, '/widget');
  const join = { siteKey: target.siteKey, visitorId, visitorToken, afterSeq: count };
  await client.post([eventPacket('/widget', 'join-conversation', join, 1)]);
  await client.pollFor('43/widget,1');
  return { writer, client, join, conversationId: writer.conversationId };
}

const manyReads: Attack = {
  name: '700 reads of history in one request of a client that does not read',
  async run(target) {
    const { writer, client, conversationId } = await openHistory(target, '203.0.113.10', 60);
    const before = target.memory() ?? 0;
    let highest = 0;
    const watch = setInterval(() => (highest = Math.max(highest, target.memory() ?? 0)), 5);
    await client.post(Array.from({ length: 700 }, (_, n) => eventPacket('/widget', 'load-messages', { conversationId, limit: 100 }, n)));
    await pause(300);
    clearInterval(watch);
    expectThat(highest - before < 40 * MB, `700 reads took ${Math.round((highest - before) / MB)} MB`);
    expectThat((await client.poll()).length < 200, 'the client was not disconnected');
    writer.client.close();
    return 700;
  },
};

const manyResumes: Attack = {
  name: '60 joins from the start by a client that does not read',
  async run(target) {
    const { writer, client, join } = await openHistory(target, '203.0.113.11', 60);
    const before = target.memory() ?? 0;
    await client.post(Array.from({ length: 60 }, (_, n) => eventPacket('/widget', 'join-conversation', { ...join, afterSeq: 0 }, n)));
    await pause(300);
    expectThat((target.memory() ?? 0) - before < 40 * MB, '60 joins took more than 40 MB');
    writer.client.close();
    return 60;
  },
};

const joinFlood: Attack = {
  name: 'joins of made-up visitors on one socket, and of one home',
  async run(target) {
    const client = new TestClient(`${target.url}/widget`, from('2001:db8:5:5::1'));
    await client.connected();
    for (let n = 0; n < 2000 && client.socket.connected; n += 1) client.socket.emit('join-conversation', { siteKey: target.siteKey, visitorId: `flood-${n}` });
    await until('a flood of joins ends the connection', () => client.socket.disconnected);
    const refused: string[] = [];
    const knock = async (n: number) => {
      const visitorId = `home-${n}`;
      const visitor = await connectVisitor(target.url, { siteKey: target.siteKey, visitorId }, from(`2001:db8:6:6::${n}`)).catch(() => null);
      if (!visitor) refused.push(visitorId);
      visitor?.client.close();
    };
    for (let at = 0; at < 400; at += 50) await Promise.all(Array.from({ length: 50 }, (_, n) => knock(at + n)));
    const [visitorId = ''] = refused;
    expectThat(visitorId !== '', 'one home may open any number of conversations');
    const later = await connectVisitor(target.url, { siteKey: target.siteKey, visitorId }, from('203.0.113.13'));
    expectThat(later.joined.visitorId === visitorId, 'a refused join has stored a visitor');
    later.client.close();
    return 2400;
  },
};

const signals: Attack = {
  name: '2,000 typing signals and page visits of one visitor',
  async run(target) {
    const visitor = await connectVisitor(target.url, { siteKey: target.siteKey }, from('203.0.113.12'));
    await visitor.send('hello');
    const { conversationId } = visitor;
    const agent = await connectAgent(target.url, target.agents[1]?.accessToken ?? '', [target.siteId]);
    await must(agent.ask('join-conversation', { conversationId }));
    const ofIt = ({ event, payload }: { event: string; payload: { conversationId?: string; conversation?: { _id: string } } }) =>
      event !== 'conversation-viewers' && (payload.conversationId ?? payload.conversation?._id) === conversationId;
    const before = agent.received.filter(ofIt).length;
    for (let n = 0; n < 1000; n += 1) {
      visitor.client.socket.emit('typing', { conversationId, isTyping: n % 2 === 0 });
      visitor.client.socket.emit('visit-page', { conversationId, currentPage: `/${n}` });
    }
    await until('a flood of signals ends the connection', () => visitor.client.socket.disconnected);
    const passedOn = agent.received.filter(ofIt).length - before;
    expectThat(passedOn <= 20, `agents received ${passedOn} events`);
    agent.close();
    return 2000;
  },
};

const refusals: Attack = {
  name: 'rejected events, with names that are numbers',
  async run(target) {
    const logged = target.output().length;
    let answered = 0;
    for (const packet of ['42/widget,[5]', '42/widget,["x"]', '42/widget,["typing",{}]']) {
      const client = await openPolling(target.url, '/widget');
      const sent = Array.from({ length: Math.floor(60_000 / (packet.length + 1)) }, () => packet);
      await client.post(sent);
      const answers = (await client.poll()).join('');
      expectThat(!answers.includes('INTERNAL'), `${packet}: ${answers.slice(0, 200)}`);
      expectThat(answers.length < 20_000, `${packet} was answered with ${answers.length} bytes`);
      answered += sent.length;
    }
    expectThat(target.output().length - logged < 2000, 'rejected events fill the log');
    return answered;
  },
};

const switchOff: Attack = {
  name: 'joins while the site is switched off',
  async run(target) {
    const token = target.agents[0]?.accessToken ?? '';
    const change = (isActive: boolean) => call(target.url, 'PATCH', `/sites/${target.other.siteId}`, { token, body: { isActive } });
    for (let round = 0; round < 4; round += 1) {
      await change(true);
      const clients = await Promise.all(
        Array.from({ length: 12 }, async (_, n) => {
          const client = new TestClient(`${target.url}/widget`, from(`203.0.113.${100 + n}`));
          await client.connected();
          return client;
        }),
      );
      const joins = clients.map(async (client, n) => {
        await pause(n);
        return client.ask('join-conversation', { siteKey: target.other.siteKey }).catch(() => null);
      });
      await pause(round * 3);
      await change(false);
      const replies = await Promise.all(joins);
      await until('no joined client stays', () => clients.every((client, n) => !replies[n]?.ok || client.socket.disconnected));
      for (const client of clients) client.close();
    }
    await change(true);
    return 48;
  },
};

export const floods: readonly Attack[] = [manyReads, manyResumes, joinFlood, signals, refusals, switchOff];
