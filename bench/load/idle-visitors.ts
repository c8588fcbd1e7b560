import { LeanSocket } from './lean-socket.ts';
import type { Target } from './targets.ts';

/** Many visitors who have joined their conversations and then stay silent. */
export type IdleVisitors = {
  size: number;
  /** Connections that closed without our doing. */
  dropped(): number;
  /** Some of them, spread over all, write; resolves with how many were acked with ok. */
  sendFromSome(sample: number): Promise<number>;
  disconnect(): void;
};

/** How many connect at a time. */
const CONCURRENCY = 50;

/** They are spread evenly over the target's servers. */
export async function connectIdleVisitors({ servers, siteKey }: Target, size: number, name: string): Promise<IdleVisitors> {
  const members: { socket: LeanSocket; conversationId: string }[] = [];
  let dropped = 0;
  let leaving = false;
  const connect = async (n: number) => {
    const socket = await LeanSocket.connect({ port: servers[n % servers.length]?.port ?? 0, namespace: '/widget' });
    socket.onClose = () => void (dropped += leaving ? 0 : 1);
    const join = {
      siteKey,
      visitorId: `${name}-${n}`,
      currentPage: `https://shop.example/products/${n}`,
      metadata: { language: 'en-US', referrer: 'https://www.example.com/' },
    };
    const joined = await socket.ask<{ conversation: { _id: string } }>('join-conversation', join);
    members.push({ socket, conversationId: joined.conversation._id });
  };
  let next = 0;
  const connectNext = async () => {
    while (next < size) await connect(next++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, connectNext));

  return {
    size,
    dropped: () => dropped,
    async sendFromSome(sample) {
      const chosen = members.filter((_, index) => index % Math.ceil(size / sample) === 0);
      const answers = await Promise.allSettled(
        chosen.map(({ socket, conversationId }) =>
          socket.ask<{ ok: boolean }>('send-message', { conversationId, content: 'Still there?', clientMessageId: 'still' }),
        ),
      );
      return answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok).length;
    },
    disconnect() {
      leaving = true;
      for (const { socket } of members) socket.close();
    },
  };
}
