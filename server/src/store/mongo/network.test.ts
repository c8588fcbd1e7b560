import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { promisedTime } from '../../testing/promised-time.ts';
import { addConversation, addMessage, aMessage, say } from '../contract/samples.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { Store } from '../store.ts';
import { openMongoStore } from './open-mongo.ts';

describe.skipIf(mongodbUri === null)('faults of the network', () => {
  const database = createTestDatabase('network');
  let network: Network;
  let store: Store;
  let conversation: ConversationRecord;
  beforeEach(async () => {
    await (await database.openEmpty()).close();
    const { hostname, port } = new URL(database.uri);
    network = await openNetwork(hostname, Number(port || 27_017));
    const uri = new URL(database.uri);
    uri.host = `127.0.0.1:${network.port}`;
    uri.searchParams.set('directConnection', 'true');
    store = await openMongoStore({ uri: uri.toString(), clock: () => new Date(), onProblem: () => {} });
    conversation = await addConversation(store);
    await say(store, conversation, { content: 'before' });
  });
  afterEach(async () => {
    await network.open();
    await store.close();
    await network.end();
  });

  const timed = async (act: () => Promise<unknown>) => {
    const started = performance.now();
    await act();
    return performance.now() - started;
  };
  const sendUntilStored = async (message: ReturnType<typeof aMessage>) => {
    for (;;) {
      const result = await addMessage(store, message).catch(({ code }) => code);
      if (result !== 'UNAVAILABLE') return result;
    }
  };

  const CUTS: [string, () => Promise<void>][] = [
    ['a server whose port is closed', () => network.close()],
    ['a network that swallows everything', () => network.swallow()],
  ];
  test.each(CUTS)('[ST1] %s: UNAVAILABLE within 2 s, again and again, and within 2 s of its recovery everything works as before', async (_what, cut) => {
    await cut();
    const message = aMessage(conversation, { content: 'during' });
    for (let round = 0; round < 3; round++) {
      const acts = [addMessage(store, message), store.conversations.get(conversation._id), store.checkWritable()];
      const took = await timed(async () => {
        const results = await Promise.allSettled(acts);
        expect(results.map((result) => result.status === 'rejected' && result.reason.code)).toEqual(acts.map(() => 'UNAVAILABLE'));
      });
      expect(took).toBeLessThan(promisedTime(2000));
    }
    await network.open();
    expect(await timed(async () => expect(await sendUntilStored(message)).toMatchObject({ message: { seq: 2 } }))).toBeLessThan(promisedTime(2000));
    const { messages } = await store.messages.list(conversation._id, { limit: 10 });
    expect(messages.map(({ seq, content }) => [seq, content])).toEqual([
      [1, 'before'],
      [2, 'during'],
    ]);
  });

  test('[ST50] a server that is away for a second is waited for', async () => {
    await network.close();
    const adding = addMessage(store, aMessage(conversation));
    const opened = new Promise((resolve) => setTimeout(resolve, 1000)).then(() => network.open());
    expect(await adding).toMatchObject({ duplicate: false, message: { seq: 2 } });
    await opened;
  });
});

/** A network link to the server that can be cut. */
type Network = { port: number; open(): Promise<void>; close(): Promise<void>; swallow(): Promise<void>; end(): Promise<void> };

async function openNetwork(host: string, port: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let isSwallowing = false;
  let server: Server | undefined;
  const join = (near: Socket) => {
    const far = connect(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('data', (chunk) => isSwallowing || to.write(chunk));
    }
  };
  const listen = async (at: number) => {
    const opened = createServer(join).listen(at, '127.0.0.1');
    await new Promise((resolve) => opened.once('listening', resolve));
    server = opened;
    const address = opened.address();
    return address !== null && typeof address === 'object' ? address.port : at;
  };
  const close = async () => {
    const closing = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    if (closing) await new Promise((resolve) => closing.close(resolve));
  };
  const own = await listen(0);
  return {
    port: own,
    open: async () => {
      isSwallowing = false;
      if (!server) await listen(own);
    },
    close,
    swallow: async () => void (isSwallowing = true),
    end: close,
  };
}
