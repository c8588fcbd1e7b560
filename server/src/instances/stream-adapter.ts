import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Namespace } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import type { Heard } from './heard.ts';
import type { RedisLink } from './open-redis.ts';

/** As socket.io-adapter's cluster adapters have it. */
type ClusterMessage = { type: number; data: { packet: { data: unknown[] }; opts: object } };
type ClusterAdapter = Adapter & {
  doPublish(message: ClusterMessage): Promise<string>;
  onMessage(message: ClusterMessage, offset: string): void;
};
const BROADCAST = 3;

/**
 * Socket.IO's adapter over a Redis stream, with two changes. What this process tells its own clients does not wait for Redis, which may be frozen.
 * What Redis repeats (bug 39 of the adapter, or a connection that came back) is not told again.
 */
export function createStreamAdapter({ client, readBlockMs }: RedisLink, installation: string, heard: Heard): (namespace: Namespace) => Adapter {
  const create = createAdapter(client, {
    streamName: `${installation}:events`,
    channelPrefix: `${installation}:calls`,
    blockTimeInMs: readBlockMs,
    onlyPlaintext: true,
  });
  // Socket.IO calls it with `new`.
  return function adapterOf(namespace) {
    const adapter = create(namespace) as unknown as ClusterAdapter;
    const publish = adapter.doPublish.bind(adapter);
    adapter.doPublish = async (message) => {
      // Whoever is not reached catches up from the store.
      publish(message).catch(() => {});
      return '';
    };
    const receive = adapter.onMessage.bind(adapter);
    adapter.onMessage = (message, offset) => {
      if (message.type === BROADCAST) {
        const [event, payload] = message.data.packet.data;
        if (!heard.note(namespace.name, String(event), payload)) return;
      }
      receive(message, offset);
    };
    return adapter;
  };
}
