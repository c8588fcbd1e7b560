import { beforeEach, describe, expect, test } from 'vitest';
import { createFakeBrowser, createFakeClock, type FakeBrowser, type FakeClock, type Tab } from './fake-browser.ts';
import { createFakeServer, type FakeServer } from './fake-server.ts';

/** A client in one tab, connected from the start, with one conversation. */
export type Client = {
  write(content: string): void;
  /** What its screen shows as unsent, in order. */
  unsent(): { clientMessageId: string; content: string; isRefused?: boolean | undefined }[];
  retry(clientMessageId: string): void;
  remove(clientMessageId: string): void;
  /** The connection is back, after the join. */
  connected(): void;
  disconnected(): void;
  /** Another tab has changed the storage. */
  storageChanged(): void;
};
export const CONVERSATION = 'c1';

type Bench = { clock: FakeClock; browser: FakeBrowser; server: FakeServer; open(): { tab: Tab; client: Client } };

/**
 * What the outbox of every client of ours promises: `open` is a client over the core, as it is configured there. `author` is the rule that it
 * keeps for the author's messages.
 */
export function deliveryRules(author: 'MSG12' | 'MSG13', openClient: (tab: Tab, server: FakeServer) => Client): void {
  let bench: Bench;
  beforeEach(() => {
    bench = createBench();
  });

  function createBench(options?: { hasLocks: boolean }): Bench {
    const clock = createFakeClock();
    const browser = createFakeBrowser(clock, options);
    const server = createFakeServer(clock);
    const open = () => {
      const tab = browser.openTab();
      return { tab, client: openClient(tab, server) };
    };
    return { clock, browser, server, open };
  }
  const contents = (client: Client) => client.unsent().map(({ content }) => content);
  const sent = () => bench.server.contents(CONVERSATION);

  describe('[CORE1] delivery', () => {
    test(`[${author}] a message is stored before it is sent, under the id that it keeps, and leaves once the server has it`, async () => {
      const { client } = bench.open();
      bench.server.fate = ({ clientMessageId }) => {
        expect([...bench.browser.stored.keys()].some((key) => key.endsWith(clientMessageId))).toBe(true);
        return 'stored';
      };
      client.write('hello');
      expect(contents(client)).toEqual(['hello']);
      await bench.clock.advance(1000);
      expect(sent()).toEqual(['hello']);
      expect(contents(client)).toEqual([]);
      expect(bench.browser.stored.size).toBe(0);
    });

    test('[MSG5] messages leave one after the other, in the order they were written', async () => {
      const { client } = bench.open();
      for (const content of ['one', 'two', 'three']) client.write(content);
      await bench.clock.advance(5000);
      expect(sent()).toEqual(['one', 'two', 'three']);
      expect(bench.server.mostInFlight).toBe(1);
    });

    test('[MSG3] without an answer the same id is sent again, more and more rarely, until there is one', async () => {
      const { client } = bench.open();
      bench.server.fate = () => 'ackLost';
      client.write('hello');
      await bench.clock.advance(300_000);
      const tries = bench.server.packets.length;
      expect(tries).toBeGreaterThan(6);
      expect(tries).toBeLessThan(16);
      bench.server.fate = () => 'stored';
      await bench.clock.advance(60_000);
      expect(new Set(bench.server.packets.map(({ clientMessageId }) => clientMessageId)).size).toBe(1);
      expect(sent()).toEqual(['hello']);
      expect(contents(client)).toEqual([]);
    });

    test('[WIRE8] it waits as long as the server asks', async () => {
      const { client } = bench.open();
      bench.server.fate = () => 'busy';
      bench.server.retryAfterMs = 7000;
      client.write('hello');
      await bench.clock.advance(6900);
      expect(bench.server.packets).toHaveLength(1);
      await bench.clock.advance(4000);
      expect(bench.server.packets).toHaveLength(2);
    });

    test('when the connection is back, it is sent at once', async () => {
      const { client } = bench.open();
      bench.server.fate = () => 'busy';
      bench.server.retryAfterMs = 30_000;
      client.write('hello');
      await bench.clock.advance(1000);
      client.disconnected();
      await bench.clock.advance(60_000);
      expect(bench.server.packets).toHaveLength(1);
      bench.server.fate = () => 'stored';
      client.connected();
      await bench.clock.advance(100);
      expect(sent()).toEqual(['hello']);
    });

    test(`[${author}] what a closed page left unsent, the next one sends, in order and under the same ids`, async () => {
      const { tab, client } = bench.open();
      bench.server.fate = () => 'ackLost';
      client.write('one');
      client.write('two');
      await bench.clock.advance(1000);
      tab.kill();
      bench.server.fate = () => 'stored';
      const next = bench.open();
      expect(contents(next.client)).toEqual(['one', 'two']);
      next.client.connected();
      await bench.clock.advance(5000);
      expect(sent()).toEqual(['one', 'two']);
      expect(contents(next.client)).toEqual([]);
    });

    test('a message that is rejected for good says so and lets the next pass; Retry sends it under the same id', async () => {
      const { client } = bench.open();
      bench.server.fate = ({ content }) => (content === 'one' ? 'refused' : 'stored');
      client.write('one');
      client.write('two');
      await bench.clock.advance(60_000);
      expect(sent()).toEqual(['two']);
      const [refused] = client.unsent();
      expect(refused).toMatchObject({ content: 'one', isRefused: true });
      bench.server.fate = () => 'stored';
      client.retry(refused?.clientMessageId ?? '');
      await bench.clock.advance(5000);
      expect(sent()).toEqual(['two', 'one']);
      expect(bench.server.stored[1]?.clientMessageId).toBe(refused?.clientMessageId);
    });

    test('a deleted message is gone, and no late answer brings it back', async () => {
      const { client } = bench.open();
      bench.server.fate = () => 'refused';
      client.write('one');
      client.remove(client.unsent()[0]?.clientMessageId ?? '');
      await bench.clock.advance(1000);
      expect(contents(client)).toEqual([]);
      expect(bench.browser.stored.size).toBe(0);
    });

    test('[MSG14] [CORE3] two tabs show the same unsent messages and send each once', async () => {
      const [left, right] = [bench.open(), bench.open()];
      for (const { client } of [left, right]) client.disconnected();
      for (const content of ['one', 'two', 'three']) {
        left.client.write(content);
        right.client.storageChanged();
      }
      expect(contents(right.client)).toEqual(['one', 'two', 'three']);
      for (const { client } of [left, right]) client.connected();
      await bench.clock.advance(60_000);
      expect(bench.server.packets.map(({ content }) => content)).toEqual(['one', 'two', 'three']);
      expect(bench.server.mostInFlight).toBe(1);
    });

    test('[CORE3] where the browser has no locks, every tab may send, and the server stores each message once', async () => {
      bench = createBench({ hasLocks: false });
      const [left, right] = [bench.open(), bench.open()];
      for (const content of ['one', 'two']) {
        left.client.write(content);
        right.client.storageChanged();
      }
      await bench.clock.advance(60_000);
      expect(sent()).toEqual(['one', 'two']);
      right.client.storageChanged();
      expect([...contents(left.client), ...contents(right.client)]).toEqual([]);
    });
  });
}
