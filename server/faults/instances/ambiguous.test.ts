import { randomUUID } from 'node:crypto';
import type { Ack, ConversationJoined, Message, MessagePage, MessageStored } from '@supportchat/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { granted } from '../refused.ts';
import { seeded } from '../seeded.ts';
import { pause, until } from '../until.ts';
import { type Cluster, canRunCluster, openCluster } from './cluster.ts';
import { EXTENT } from './extent.ts';
import { printLine } from './figures.ts';
import { openTcpProxy } from './tcp-proxy.ts';

type Visitor = { visitorId: string; visitorToken: string; conversationId: string };

describe.skipIf(!canRunCluster)('two instances', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await openCluster({ visitors: 0 });
  });
  afterAll(() => cluster.close());

  const connect = (url: string): Socket => io(`${url}/widget`, { transports: ['websocket'], forceNew: true, reconnection: false });
  const ask = <T extends object>(socket: Socket, event: string, payload: object): Promise<Ack<T>> => socket.timeout(5000).emitWithAck(event, payload);

  /** A visitor's new connection; `who` = a known visitor, `afterSeq` = what they have. */
  async function join(socket: Socket, who?: Visitor, afterSeq?: number): Promise<ConversationJoined> {
    return granted(await ask<ConversationJoined>(socket, 'join-conversation', { siteKey: cluster.installation.siteKey, ...who, afterSeq }));
  }

  async function newVisitor(url: string): Promise<Visitor> {
    const socket = connect(url);
    const { visitorId, visitorToken = '', conversation } = await join(socket);
    socket.disconnect();
    return { visitorId, visitorToken, conversationId: conversation._id };
  }

  test(`[MSG3] ${EXTENT.cutAcks} acks are lost after the commit: the other instance recognizes the resent message and returns the lost seq`, async () => {
    const [one, two] = cluster.instances;
    let lost: MessageStored | null = null;
    const cutAtAck = (piece: Buffer) => {
      const found = /43\/widget,\d+\[(\{"ok":true,"_id":[^[\]]*\})\]/.exec(piece.toString());
      if (found?.[1]) lost = JSON.parse(found[1]) as MessageStored;
      return found !== null;
    };
    const proxies = await Promise.all([one, two].map(({ port }) => openTcpProxy(port, cutAtAck)));
    const visitor = await newVisitor(one.url);
    const listener = connect(two.url);
    const received: string[] = [];
    listener.on('new-message', ({ content }: Message) => received.push(content));
    await join(listener, visitor);
    const contents = Array.from({ length: EXTENT.cutAcks }, (_, n) => `message ${n + 1}`);

    for (const [n, content] of contents.entries()) {
      const message = { conversationId: visitor.conversationId, clientMessageId: randomUUID(), content };
      lost = null;
      const cut = connect(`http://127.0.0.1:${proxies[n % 2]?.port}`);
      await join(cut, visitor);
      await expect(ask(cut, 'send-message', message)).rejects.toThrow(/disconnected/);
      const other = connect(cluster.instances[n % 2 === 0 ? 1 : 0].url);
      await join(other, visitor);
      const again = granted(await ask<MessageStored>(other, 'send-message', message));
      other.disconnect();
      expect(lost).toMatchObject({ seq: n + 1, duplicate: false });
      expect(again).toEqual({ ...(lost as unknown as MessageStored), duplicate: true });
    }
    await until('the other tab has received all', () => received.length >= contents.length);
    expect(received).toEqual(contents);
    const { messages } = granted(await ask<MessagePage>(listener, 'load-messages', { conversationId: visitor.conversationId, afterSeq: 0, limit: 100 }));
    expect(messages.map(({ seq, content }) => [seq, content])).toEqual(contents.map((content, n) => [n + 1, content]));
    printLine(`${EXTENT.cutAcks} acks cut after the commit: each message known at the other instance by its seq, stored and received once`);
    listener.disconnect();
    for (const proxy of proxies) await proxy.close();
  }, 120_000);

  test(`[MSG7 INST1] ${EXTENT.joins} joins and resumes at both instances while 50 messages a second are written: no gap and no duplicate between history and live`, async () => {
    const [one, two] = cluster.instances;
    const random = seeded(16);
    const visitor = await newVisitor(one.url);
    const writers = [connect(one.url), connect(two.url)];
    for (const writer of writers) await join(writer, visitor);
    let written = 0;
    const acks: Promise<Ack<MessageStored>>[] = [];
    const timer = setInterval(() => {
      const writer = writers[written % 2] as Socket;
      written += 1;
      acks.push(ask<MessageStored>(writer, 'send-message', { conversationId: visitor.conversationId, content: `message ${written}` }));
    }, 20);

    let [heardLive, readInAll] = [0, 0];
    async function joinOnce(n: number): Promise<void> {
      const socket = connect(cluster.instances[n % 2 === 0 ? 0 : 1].url);
      const live: Message[] = [];
      socket.on('new-message', (message: Message) => live.push(message));
      const known = n % 4 < 2 ? undefined : Math.floor(random() * Math.max(1, acks.length - 10));
      const joined = await join(socket, visitor, known);
      const history = [...joined.messages];
      for (let page: MessagePage = joined; known !== undefined && page.hasMore; history.push(...page.messages))
        page = granted(
          await ask<MessagePage>(socket, 'load-messages', { conversationId: visitor.conversationId, afterSeq: history.at(-1)?.seq ?? known, limit: 100 }),
        );
      // Messages from another instance may arrive after this one's; once both are in, there is no gap.
      const has = new Set(history.map(({ seq }) => seq));
      const from = known === undefined ? (history[0]?.seq ?? 0) : known + 1;
      const upTo = (history.at(-1)?.seq ?? known ?? 0) + 5;
      const missing = () => {
        for (const { seq } of live) has.add(seq);
        return Array.from({ length: upTo - from + 1 }, (_, index) => from + index).filter((seq) => !has.has(seq));
      };
      await until(`reader ${n} has all from ${from} to ${upTo}`, () => missing().length === 0, 10_000);
      socket.disconnect();
      const pushed = live.map(({ seq }) => seq);
      expect(new Set(pushed).size, `reader ${n} received a message twice`).toBe(pushed.length);
      heardLive += pushed.length;
      readInAll += has.size;
    }
    await until('there is a history', () => acks.length > 40);
    for (let n = 0; n < EXTENT.joins; n += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, index) => joinOnce(n + index)));
      await pause(random() * 50);
    }
    clearInterval(timer);
    const replies = await Promise.all(acks);
    expect(replies.filter(({ ok }) => !ok)).toEqual([]);
    printLine(`${EXTENT.joins} joins and resumes during ${written} messages: ${readInAll} messages read, ${heardLive} of them live, no gap, no double`);
    for (const writer of writers) writer.disconnect();
  }, 180_000);
});
