import type { Logger } from 'pino';
import { repeat } from './repeat.ts';
import type { Store } from './store/store.ts';

export type JobDeps = {
  store: Store;
  clock: () => Date;
  log: Logger;
  reactions: { recover(before: Date): Promise<void> };
  /** Lets the widgets know that still have such a conversation open. */
  dropConversations: (ids: string[]) => void;
  /** Where other processes write to the same database. */
  tellMissed: (() => Promise<void>) | null;
  recheckRights: (() => Promise<void>) | null;
};
export type Jobs = {
  /** Begins nothing any more, and resolves when what was begun has ended. */
  stop(): Promise<void>;
};

const SECOND_MS = 1000;
/** A message whose reaction has not happened by then is someone else's to take on. */
const RECOVER_MS = 30 * SECOND_MS;

/** What happens again and again. Where there are several processes, one of them at a time does what needs doing once. */
export function startJobs({ store, clock, log, reactions, dropConversations, tellMissed, recheckRights }: JobDeps): Jobs {
  const recover = (olderThanMs: number) => store.runAlone('reactions', () => reactions.recover(new Date(clock().getTime() - olderThanMs)));
  // What is undone at the start was left by a crash; but where there are others they may be at it.
  const atStart = recover(store.changes ? RECOVER_MS : 0).catch((failure: unknown) => log.warn({ err: failure }, 'unfinished reactions are tried again later'));
  const maintain = async () => dropConversations((await store.maintain()).removed);
  const jobs = [
    repeat('reactions', RECOVER_MS, () => recover(RECOVER_MS), log),
    repeat('maintenance', 60 * SECOND_MS, () => store.runAlone('maintenance', maintain), log),
    ...(tellMissed ? [repeat('missed changes', SECOND_MS, tellMissed, log)] : []),
    ...(recheckRights ? [repeat('rights', 3 * SECOND_MS, recheckRights, log)] : []),
  ];
  return { stop: async () => void (await Promise.all([atStart, ...jobs.map((job) => job.stop())])) };
}
