import type { HeldJob, NewJob } from '../store/port/jobs.ts';
import type { AddedMessage } from '../store/port/messages.ts';

/**
 * How one kind of job is done. A job may run again after a crash, a lost lease or a failure, so that `run` must be idempotent, and must ask
 * as it runs whether its effect is still wanted.
 */
export type JobHandler = {
  kind: string;
  /**
   * `added`: the message of the job and its conversation, if this process has just stored them. Returns the jobs that follow; `ended` when a
   * message of its own has ended the job. Throws to be tried again; `JobRefused` to be given up.
   */
  run(job: HeldJob, added?: AddedMessage): Promise<readonly NewJob[] | 'ended' | void>;
  /** The delay before each further try, in milliseconds; after the last one the job is dead. */
  retryAfterMs: readonly number[];
  /** How many of the kind run at once in a process, beside those of messages that it stores. */
  atOnce: number;
  /** How long a process may be silent before another one takes the job over, in milliseconds. */
  leaseMs: number;
  /** Its end may reach the disk up to a second later: for effects that cost nothing when repeated. */
  endsSoon?: boolean;
};

/** Trying again is of no use: the job is dead, with this reason. */
export class JobRefused extends Error {}
