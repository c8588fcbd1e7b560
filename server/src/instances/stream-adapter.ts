import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Namespace } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import { type DeliveryLog, RETENTION_MS } from './delivery-log.ts';
import type { RedisLink } from './open-redis.ts';

/** As declared by socket.io-adapter's cluster adapter. */
type ClusterMessage = { type: number; data?: { packet: { data: unknown[] }; opts: object; sentAt?: number } };
type ClusterAdapter = Adapter & {
  doPublish(message: ClusterMessage): Promise<string>;
  onMessage(message: ClusterMessage, offset: string): void;
};
const BROADCAST = 3;

/**
 * Socket.IO's adapter over a Redis stream, with three changes. Events to this process's own clients do not wait for Redis, which may be
 * frozen. What Redis repeats (bug 39 of the adapter, or a reconnect) is not delivered again. Events in transit for longer than received events
 * are remembered, such as those a frozen Redis held back, are dropped: by then the store has supplied them. Clocks may therefore differ by
 * that much.
 */
export function createStreamAdapter(
  { client, readBlockMs, watch }: RedisLink,
  installation: string,
  deps: { deliveryLog: DeliveryLog; clock: () => Date },
): (namespace: Namespace) => Adapter {
  const { deliveryLog, clock } = deps;
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
      if (message.data) message.data.sentAt = clock().getTime();
      // Clients that are not reached catch up from the store.
      void watch(publish(message));
      return '';
    };
    const receive = adapter.onMessage.bind(adapter);
    adapter.onMessage = (message, offset) => {
      if (clock().getTime() - (message.data?.sentAt ?? Number.POSITIVE_INFINITY) > RETENTION_MS) return;
      if (message.type === BROADCAST && message.data) {
        const [event, payload] = message.data.packet.data;
        if (!deliveryLog.record(namespace.name, String(event), payload)) return;
      }
      receive(message, offset);
    };
    return adapter;
  };
}
