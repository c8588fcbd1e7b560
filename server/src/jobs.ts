import type { Logger } from 'pino';
import { repeat } from './repeat.ts';
import type { Store } from './store/store.ts';

export type JobDeps = {
  store: Store;
  clock: () => Date;
  log: Logger;
  reactions: { recover(before: Date): Promise<void> };
  /** Notifies the widgets that still have such a conversation open. */
  disconnectWidgets: (ids: string[]) => void;
  /** Set when other processes write to the same database. */
  catchUpClients: (() => Promise<void>) | null;
  revokeStaleAccess: (() => Promise<void>) | null;
};
export type Jobs = {
  /** Starts no new job, and resolves when the ones in flight have ended. */
  stop(): Promise<void>;
};

const SECOND_MS = 1000;
/** A message whose reaction is still pending after this time may be taken over by any process. */
const RECOVER_MS = 30 * SECOND_MS;

/** Recurring jobs. With several processes, jobs that need doing once run on one process at a time. */
export function startJobs({ store, clock, log, reactions, disconnectWidgets, catchUpClients, revokeStaleAccess }: JobDeps): Jobs {
  const recover = (olderThanMs: number) => store.runAlone('reactions', () => reactions.recover(new Date(clock().getTime() - olderThanMs)));
  // Pending reactions at startup were left by a crash; but other processes, if any, may still be working on them.
  const atStart = recover(store.changes ? RECOVER_MS : 0).catch((failure: unknown) =>
    log.warn({ err: failure }, 'could not resume unfinished reactions; retrying later'),
  );
  const maintain = async () => disconnectWidgets((await store.maintain()).removed);
  const jobs = [
    repeat('reactions', RECOVER_MS, () => recover(RECOVER_MS), log),
    repeat('maintenance', 60 * SECOND_MS, () => store.runAlone('maintenance', maintain), log),
    ...(catchUpClients ? [repeat('missed changes', SECOND_MS, catchUpClients, log)] : []),
    ...(revokeStaleAccess ? [repeat('rights', 3 * SECOND_MS, revokeStaleAccess, log)] : []),
  ];
  return { stop: async () => void (await Promise.all([atStart, ...jobs.map((job) => job.stop())])) };
}
