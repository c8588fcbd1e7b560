import type { Server } from 'socket.io';
import type { Reach } from './connections.ts';

/** Records each event, so that it is not delivered again; false: the clients connected here have already received it. */
type DeliveryLog = { record(namespace: string, event: string, payload: unknown): boolean };

/** How events reach the rooms of both namespaces: on all processes, or only on this one. */
export function createAudience(io: Server, reach: Reach, deliveryLog: DeliveryLog | null) {
  const of = (namespace: string) => (reach === 'here' ? io.of(namespace).local : io.of(namespace));
  const sendTo = (namespace: string) => (room: string, event: string, payload: unknown, exceptRoom?: string) => {
    const isNew = deliveryLog?.record(namespace, event, payload) ?? true;
    const alreadyDelivered = isNew ? [] : [...(io.of(namespace).adapter.rooms.get(room) ?? [])];
    of(namespace)
      .to(room)
      .except(exceptRoom === undefined ? alreadyDelivered : [...alreadyDelivered, exceptRoom])
      .emit(event, payload);
  };
  return {
    toWidgets: sendTo('/widget'),
    toAgents: sendTo('/admin'),
    disconnectWidgets: (room: string) => of('/widget').in(room).disconnectSockets(true),
    joinWidgets: (fromRoom: string, toRoom: string) => of('/widget').in(fromRoom).socketsJoin(toRoom),
  };
}
