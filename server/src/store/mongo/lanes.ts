import type { AddedMessage, ComposeMessage, NewMessage } from '../port/messages.ts';
import type { Deadline } from './engine.ts';

/** A message to add, null until it is composed, and its waiting caller. `mayBeStored`: a write was attempted and its reply was lost. */
export type PendingAdd = {
  compose: ComposeMessage;
  message: NewMessage | null;
  deadline: Deadline;
  resolve: (added: AddedMessage) => void;
  reject: (failure: unknown) => void;
  isSettled: boolean;
  mayBeStored: boolean;
};
export type ComposedAdd = PendingAdd & { message: NewMessage };
/** Messages of one conversation in call order, with no other act on it in between. */
export type Run<A extends PendingAdd = PendingAdd> = { conversationId: string; adds: A[] };

type OpenRun = Run & { done: () => void };
type Lane = { tail: Promise<unknown>; openRun: OpenRun | null };

/** At most this many batches are in flight at once; messages that arrive meanwhile form the next. More batches would be smaller, and cost the database more. */
export const MAX_BATCHES = 2;

/** Acts on one conversation run in call order; different conversations do not wait for each other. */
export type Lanes = {
  add(conversationId: string, compose: ComposeMessage, deadline: Deadline): Promise<AddedMessage>;
  run<T>(conversationId: string, act: () => Promise<T>): Promise<T>;
  /** An act on the conversation is queued or in flight. */
  isBusy(conversationId: string): boolean;
};

/** `append` stores the runs of one event-loop turn and settles each of their adds; it does not reject. */
export function createLanes(append: (runs: Run[]) => Promise<void>): Lanes {
  const lanes = new Map<string, Lane>();
  let waiting: OpenRun[] = [];
  let batches = 0;

  function follow<T>(conversationId: string, act: () => Promise<T>): Promise<T> {
    const lane = lanes.get(conversationId) ?? { tail: Promise.resolve(), openRun: null };
    lanes.set(conversationId, lane);
    const acted = lane.tail.then(act);
    const tail = acted
      .catch(() => {})
      .then(() => {
        if (lane.tail === tail) lanes.delete(conversationId);
      });
    lane.tail = tail;
    return acted;
  }

  function startBatch(): void {
    if (batches >= MAX_BATCHES || waiting.length === 0) return;
    const runs = waiting;
    waiting = [];
    batches++;
    for (const run of runs) {
      const lane = lanes.get(run.conversationId);
      if (lane?.openRun === run) lane.openRun = null;
    }
    void append(runs).finally(() => {
      batches--;
      for (const run of runs) run.done();
      if (waiting.length > 0) setImmediate(startBatch);
    });
  }

  function openRun(conversationId: string): OpenRun {
    const { promise, resolve: done } = Promise.withResolvers<void>();
    const run: OpenRun = { conversationId, adds: [], done };
    void follow(conversationId, () => {
      waiting.push(run);
      if (waiting.length === 1) setImmediate(startBatch);
      return promise;
    });
    const lane = lanes.get(conversationId);
    if (lane) lane.openRun = run;
    return run;
  }

  return {
    add: (conversationId, compose, deadline) =>
      new Promise((resolve, reject) => {
        const run = lanes.get(conversationId)?.openRun ?? openRun(conversationId);
        run.adds.push(toAdd(compose, deadline, { resolve, reject }));
      }),
    run: (conversationId, act) => {
      const acted = follow(conversationId, act);
      const lane = lanes.get(conversationId);
      if (lane) lane.openRun = null;
      return acted;
    },
    isBusy: (conversationId) => lanes.has(conversationId),
  };
}

function toAdd(compose: ComposeMessage, deadline: Deadline, { resolve, reject }: Pick<PendingAdd, 'resolve' | 'reject'>): PendingAdd {
  const add: PendingAdd = {
    compose,
    message: null,
    deadline,
    isSettled: false,
    mayBeStored: false,
    resolve: (added) => {
      add.isSettled = true;
      resolve(added);
    },
    reject: (failure) => {
      add.isSettled = true;
      reject(failure);
    },
  };
  return add;
}
