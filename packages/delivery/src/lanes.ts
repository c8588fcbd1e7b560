import { createDelivery, type Lane } from './deliver.ts';
import type { Outbox } from './outbox.ts';
import type { Ports } from './ports.ts';

type Lanes = Omit<Lane, 'next' | 'outbox'> & {
  outbox: Outbox;
  /** Connected. */
  isLive(): boolean;
};

/** A lane for each conversation: one that must wait does not hold up the others. `lock` begins the name of each lane's lock. */
export function createLanes(ports: Pick<Ports, 'exclusively' | 'later' | 'chance'>, { isLive, ...shared }: Lanes) {
  const { outbox, lock } = shared;
  const lanes = new Map<string, ReturnType<typeof createDelivery>>();

  function each(act: 'flush' | 'wake'): void {
    for (const id of new Set(outbox.items().flatMap(({ conversationId }) => conversationId ?? []))) {
      const lane = lanes.get(id) ?? createDelivery(ports, { ...shared, lock: lock + id, next: () => (isLive() ? outbox.next(id) : undefined) });
      lanes.set(id, lane);
      void lane[act]();
    }
  }
  return {
    /** Sends what there is; waits before another attempt continue. */
    flush: () => each('flush'),
    /** Sends everything now. */
    wake: () => each('wake'),
  };
}
