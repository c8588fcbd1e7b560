import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDelivery } from './deliver.ts';
import { createLanes } from './lanes.ts';
import { createOutbox } from './outbox.ts';
import { createFakeBrowser, createFakeClock, type Tab } from './testing/fake-browser.ts';
import { createFakeServer, type Fate } from './testing/fake-server.ts';

/** What may happen, in any order; `tab` and `lane` are taken modulo what there is. */
type Step = { kind: 'write'; tab: number; lane: number } | { kind: 'kill' | 'cut' | 'connect'; tab: number } | { kind: 'open' } | { kind: 'pass'; ms: number };

const nth = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), tab: nth, lane: fc.nat({ max: 1 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('kill' as const, 'cut' as const, 'connect' as const), tab: nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('open' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 10, 60, 300, 12_000) }) },
);
const fate = fc.constantFrom<Fate>('stored', 'stored', 'stored', 'lost', 'ackLost', 'busy', 'refused');

/** One queue for all, as in the widget, or one per conversation, as in the panel. */
const CONFIGURATIONS = [
  { name: 'one lane', lanes: 1, hasLocks: true },
  { name: 'a lane per conversation', lanes: 2, hasLocks: true },
  { name: 'a lane per conversation, without locks', lanes: 2, hasLocks: false },
];

test.each(CONFIGURATIONS)(
  '[CORE1] [MSG12] [MSG13] [MSG14] $name: whatever is lost, killed or rejected, each message is stored once and in order, or still shown',
  async ({ lanes, hasLocks }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.array(fate, { maxLength: 30 }), async (steps, fates) => {
        const world = createWorld({ lanes, hasLocks }, fates);
        for (const each of steps) await world.run(each);
        await world.end();
        const { written, refused, server } = world;
        expect(world.held()).toEqual({ refused: [...refused].toSorted(byNumber), waiting: [] });
        for (const [conversationId, contents] of written) {
          expect(server.contents(conversationId)).toEqual(contents.filter((content) => !refused.has(content)));
        }
        if (hasLocks) expect(server.mostInFlight).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  },
);

const byNumber = (a: string, b: string) => Number(a.slice(5)) - Number(b.slice(5));

function createWorld({ lanes, hasLocks }: { lanes: number; hasLocks: boolean }, fates: Fate[]) {
  const clock = createFakeClock();
  const browser = createFakeBrowser(clock, { hasLocks });
  const server = createFakeServer(clock);
  const written = new Map<string, string[]>();
  let clients: ReturnType<typeof openClient>[] = [];
  let count = 0;
  const refused = new Set<string>();
  server.fate = (packet) => {
    const next = fates.shift() ?? 'stored';
    // The server decides once: what it has stored it never rejects, and what it rejected it never stores.
    if (server.stored.some(({ clientMessageId }) => clientMessageId === packet.clientMessageId)) return next === 'refused' ? 'stored' : next;
    if (next === 'refused') refused.add(packet.content);
    return refused.has(packet.content) ? 'refused' : next;
  };

  function openClient(tab: Tab) {
    const outbox = createOutbox(tab, 'box:');
    let isLive = true;
    const lane = {
      lock: 'send:',
      outbox,
      send: ({ clientMessageId, content, conversationId = '' }: { clientMessageId: string; content: string; conversationId?: string | undefined }) =>
        server.ask({ clientMessageId, content, conversationId }, tab.isAlive),
      onStored: () => {},
      onChange: () => changed(client),
    };
    const live = () => isLive && tab.isAlive();
    const delivery =
      lanes === 1 ? createDelivery(tab, { ...lane, next: () => (live() ? outbox.next() : undefined) }) : createLanes(tab, { ...lane, isLive: live });
    const client = {
      tab,
      outbox,
      delivery,
      setLive(to: boolean) {
        isLive = to;
        if (to) void delivery.wake();
      },
    };
    void delivery.flush();
    return client;
  }
  /** The `storage` event of the other tabs. */
  function changed(by: object): void {
    for (const client of clients) if (client !== by && client.tab.isAlive()) void client.delivery.flush();
  }

  async function run(each: Step): Promise<void> {
    if (each.kind === 'pass') return clock.advance(each.ms);
    if (each.kind === 'open' || !clients.length) return void clients.push(openClient(browser.openTab()));
    const client = clients[each.tab % clients.length];
    if (!client) return;
    if (each.kind === 'write') {
      const conversationId = `c${each.lane % lanes}`;
      const content = `text ${++count}`;
      written.set(conversationId, [...(written.get(conversationId) ?? []), content]);
      client.outbox.add(content, undefined, conversationId);
      void client.delivery.flush();
      changed(client);
    } else if (each.kind === 'kill') {
      client.tab.kill();
      clients = clients.filter((other) => other !== client);
    } else client.setLive(each.kind === 'connect');
  }

  const reader = createOutbox(browser.openTab(), 'box:');
  return {
    run,
    server,
    written,
    /** What the server has rejected. */
    refused,
    /** What the outbox holds as rejected, and as waiting. */
    held: () => ({
      refused: reader
        .items()
        .filter((item) => item.isRefused)
        .map(({ content }) => content),
      waiting: reader.items().filter((item) => !item.isRefused),
    }),
    /** All is well again, and some time passes. */
    async end(): Promise<void> {
      fates.length = 0;
      clients.push(openClient(browser.openTab()));
      for (const client of clients) client.setLive(true);
      await clock.advance(600_000);
    },
  };
}
