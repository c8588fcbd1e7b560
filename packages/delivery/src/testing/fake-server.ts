import type { MessageStored } from '@supportchat/protocol';
import type { Failure } from '../deliver.ts';
import type { FakeClock } from './fake-browser.ts';

/** What happens to one message on its way: `lost` before the server, `ackLost` after it. */
export type Fate = 'stored' | 'lost' | 'ackLost' | 'busy' | 'refused';
type Packet = { conversationId: string; clientMessageId: string; content: string };
type Reply = ({ ok: true } & MessageStored) | { ok: false; error: Failure };

const ROUND_TRIP_MS = 50;
const ACK_WITHIN_MS = 10_000;
export const NO_ANSWER: Failure = { message: 'no answer', retryable: true };

/** Stores each `clientMessageId` once, as the real one does. `fate` decides what happens to each packet. */
export function createFakeServer(clock: FakeClock) {
  const stored: (Packet & { seq: number })[] = [];
  const packets: Packet[] = [];
  let inFlight: { conversationId: string; isAlive: () => boolean }[] = [];
  const server = {
    stored,
    /** All that was emitted, repetitions included. */
    packets,
    /** The most that were in flight at once in one conversation. */
    mostInFlight: 0,
    retryAfterMs: 0,
    fate: (_packet: Packet): Fate => 'stored',
    contents: (conversationId: string) => stored.filter((each) => each.conversationId === conversationId).map(({ content }) => content),
    /** One attempt of a tab, which is `isAlive` or not when the ack arrives. */
    ask(packet: Packet, isAlive = () => true): Promise<Reply> {
      const { conversationId } = packet;
      const open = { conversationId, isAlive };
      // What a killed tab has emitted is in flight no longer than its connection.
      inFlight = [...inFlight.filter((each) => each.isAlive()), open];
      server.mostInFlight = Math.max(server.mostInFlight, inFlight.filter((each) => each.conversationId === conversationId).length);
      packets.push(packet);
      const fate = server.fate(packet);
      if (fate === 'stored' || fate === 'ackLost') store(packet);
      return new Promise((resolve) => {
        const isAnswered = fate !== 'lost' && fate !== 'ackLost';
        clock.later(
          () => {
            inFlight = inFlight.filter((each) => each !== open);
            if (isAlive()) resolve(answer(packet, fate));
          },
          isAnswered ? ROUND_TRIP_MS : ACK_WITHIN_MS,
        );
      });
    },
  };

  function store(packet: Packet): void {
    if (stored.some(({ clientMessageId }) => clientMessageId === packet.clientMessageId)) return;
    stored.push({ ...packet, seq: server.contents(packet.conversationId).length + 1 });
  }

  function answer({ clientMessageId, conversationId }: Packet, fate: Fate): Reply {
    if (fate === 'lost' || fate === 'ackLost') return { ok: false, error: NO_ANSWER };
    if (fate === 'busy') return { ok: false, error: { message: 'busy', retryable: true, retryAfterMs: server.retryAfterMs } };
    if (fate === 'refused') return { ok: false, error: { message: 'It is closed.', requestId: 'r1' } };
    const seq = stored.find((each) => each.clientMessageId === clientMessageId)?.seq ?? 0;
    return { ok: true, _id: clientMessageId, seq, conversationId, clientMessageId, createdAt: '', duplicate: false };
  }

  return server;
}
export type FakeServer = ReturnType<typeof createFakeServer>;
