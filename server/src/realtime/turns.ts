/** Maximum work per socket: in flight, and waiting. */
export type TurnLimits = { unfinished: number; waiting: number };
const OF_VISITOR: TurnLimits = { unfinished: 64, waiting: 50 };
/** An agent's script may write hundreds of messages a second, and continues while commits are slow: a lower limit would cap its rate. */
export const OF_AGENT: TurnLimits = { unfinished: 1000, waiting: 1000 };

type Turn = { isRead: boolean; work: () => Promise<void> };

/** The order in which the events of one socket run. */
export type Turns = {
  /** Runs the work when its turn comes; false when too much is waiting. Reads run one at a time, everything else may overlap. */
  take(turn: Turn): boolean;
  /** Drops all waiting work: it never starts. */
  end(): void;
};

/**
 * Starts work in order of arrival. The replies of reads are large, so only one is in flight at a time, and it starts only once `drained` has
 * resolved: a client that does not read its replies gets no more.
 */
export function createTurns(drained: () => Promise<void> | undefined, limits = OF_VISITOR): Turns {
  const waiting: Turn[] = [];
  let unfinished = 0;
  let isReading = false;

  function mayStart({ isRead }: Turn): boolean {
    return unfinished < limits.unfinished && !(isRead && isReading);
  }

  function start(turn: Turn): void {
    unfinished += 1;
    if (turn.isRead) isReading = true;
    // Everything but reads starts within this call, so that messages stay in order.
    const running = turn.isRead ? Promise.resolve(drained()).then(turn.work) : turn.work();
    const finish = () => {
      unfinished -= 1;
      if (turn.isRead) isReading = false;
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
    take(turn) {
      if (waiting.length >= limits.waiting) return false;
      if (waiting.length === 0 && mayStart(turn)) start(turn);
      else waiting.push(turn);
      return true;
    },
    end: () => void (waiting.length = 0),
  };
}
