/** Work of one socket, at most: started and not finished, and waiting for its turn. */
export type TurnLimits = { unfinished: number; waiting: number };
const OF_VISITOR: TurnLimits = { unfinished: 64, waiting: 50 };
/** An agent's script may write hundreds of messages a second, and goes on when commits take a while: fewer unfinished ones would cap its rate. */
export const OF_AGENT: TurnLimits = { unfinished: 1000, waiting: 1000 };

type Turn = { isRead: boolean; work: () => Promise<void> };

/** The order in which the events of one socket run. */
export type Turns = {
  /** Runs the work when its turn comes; false when too much is waiting. A read starts alone among reads, everything else may overlap. */
  take(turn: Turn): boolean;
  /** Drops what is waiting: it never starts. */
  end(): void;
};

/**
 * Starts work in the order in which it arrived. The answers of reads are large, so only one is under way at a time, and it starts only once
 * `drained` has resolved: a client that does not read its answers gets no further ones.
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
    // Everything but reads starts within this call, so that messages keep their order.
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
