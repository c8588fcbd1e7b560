/** Maximum work per socket: in flight, and waiting. */
export type QueueLimits = { unfinished: number; waiting: number };
const VISITOR_LIMITS: QueueLimits = { unfinished: 64, waiting: 50 };
/** An agent's script may write hundreds of messages a second, and continues while commits are slow: a lower limit would cap its rate. */
export const AGENT_LIMITS: QueueLimits = { unfinished: 1000, waiting: 1000 };

type QueuedEvent = { isRead: boolean; work: () => Promise<void> };

/** The order in which the events of one socket run. */
export type EventQueue = {
  /** Runs the work when its turn comes; false when too much is waiting. Reads run one at a time, everything else may overlap. */
  add(event: QueuedEvent): boolean;
  /** Drops all waiting work: it never starts. */
  clear(): void;
};

/**
 * Starts work in order of arrival. The replies of reads are large, so only one is in flight at a time, and it starts only once `drained` has
 * resolved: a client that does not read its replies gets no more.
 */
export function createEventQueue(drained: () => Promise<void> | undefined, limits = VISITOR_LIMITS): EventQueue {
  const waiting: QueuedEvent[] = [];
  let unfinished = 0;
  let isReading = false;

  function mayStart({ isRead }: QueuedEvent): boolean {
    return unfinished < limits.unfinished && !(isRead && isReading);
  }

  function start(event: QueuedEvent): void {
    unfinished += 1;
    if (event.isRead) isReading = true;
    // Everything but reads starts within this call, so that messages stay in order.
    const running = event.isRead ? Promise.resolve(drained()).then(event.work) : event.work();
    const finish = () => {
      unfinished -= 1;
      if (event.isRead) isReading = false;
      startWaiting();
    };
    running.then(finish, finish);
  }

  function startWaiting(): void {
    for (let next = waiting[0]; next && mayStart(next); next = waiting[0]) {
      waiting.shift();
      start(next);
    }
  }

  return {
    add(event) {
      if (waiting.length >= limits.waiting) return false;
      if (waiting.length === 0 && mayStart(event)) start(event);
      else waiting.push(event);
      return true;
    },
    clear: () => void (waiting.length = 0),
  };
}
