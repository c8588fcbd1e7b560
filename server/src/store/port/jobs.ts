import type { Page, PageRequest } from './page.ts';
import { date, id, number, object, oneOf, orNull, type RecordOf, record, text } from './record.ts';

/** Data of a job: JSON, at most 32 kB, without secrets. */
export type JobPayload = Record<string, unknown>;
type JobState = 'waiting' | 'done' | 'dead';

/** Work that is due: durable from the commit of what caused it, done once, tried again when it fails. */
export const jobRecord = record('jobs', {
  _id: id(),
  /** The name of its handler. */
  kind: text(),
  /** Names the effect: each kind has a key once. */
  key: text(),
  siteId: orNull(id()),
  conversationId: orNull(id()),
  /** Of a lane one job runs at a time, the one due first; null = beside all others. */
  lane: orNull(text()),
  payload: object<JobPayload>(),
  runAt: date(),
  /** From then on it is dropped instead of run; null = never. */
  expiresAt: orNull(date()),
  state: oneOf<JobState>({ waiting: true, done: true, dead: true }),
  /** Attempts that were started. */
  attempts: number(),
  lastError: orNull(text()),
  /** Whoever runs it, until when. */
  leaseId: orNull(text()),
  leaseUntil: orNull(date()),
  endedAt: orNull(date()),
  createdAt: date(),
});
export type JobRecord = RecordOf<typeof jobRecord>;

/** `due`: now, a time after now by the store's clock, or a moment. */
export type NewJob = Pick<JobRecord, '_id' | 'kind' | 'key' | 'siteId' | 'conversationId' | 'payload'> & {
  lane?: string | null;
  due?: { afterMs: number } | { at: Date };
  expiresAt?: Date | null;
};

/** A job that the caller runs. `lease` proves it to `end` and `renew`, which alone know what is in it. */
export type HeldJob = Pick<JobRecord, '_id' | 'kind' | 'key' | 'siteId' | 'conversationId' | 'payload' | 'attempts'> & {
  lease: { id: string; messageId?: string };
};

export type JobOutcome =
  /** Ended, and what follows. `soon`: a crash within the next second may undo the end, so the job may run once more. */
  | { done: NewJob[]; soon?: boolean }
  /** Due again later. `counts: false`: the try was none, because what the job needs was not there. */
  | { retryAfterMs: number; error: string; counts?: boolean }
  /** Given up, until an owner asks for another try. */
  | { dead: string };

export type JobSummary = { kind: string; waiting: number; dead: number; oldestDueAt: Date | null };

export type JobStore = {
  /** A known (kind, key) stays as it is, an hour after its end too [ST70]. */
  add(jobs: NewJob[]): Promise<void>;
  /**
   * The due jobs of these kinds, first due first, leased to the caller for `leaseMs`; `attempts` rises with the claim, so that a job that kills
   * its process runs out of tries. At most one of a lane runs at a time. A lease that has run out frees the job for everyone. Expired jobs end
   * instead. Time is the store's, whatever the caller's clock says [ST71].
   */
  claim(kinds: string[], limit: number, leaseMs: number): Promise<HeldJob[]>;
  /** False, and nothing written, when the lease was lost [ST72]. */
  end(job: HeldJob, outcome: JobOutcome): Promise<boolean>;
  /** The job with a lease that lasts `leaseMs` from now on; null when the lease was lost [ST72]. */
  renew(job: HeldJob, leaseMs: number): Promise<HeldJob | null>;
  get(id: string): Promise<JobRecord | null>;
  /** Last added first. */
  list(request: PageRequest & { state?: JobState | undefined; kind?: string | undefined; siteIds?: string[] | undefined }): Promise<Page<JobRecord>>;
  /** Another round of tries for a dead job, due now; false when it is not dead [ST74]. */
  retry(id: string): Promise<boolean>;
  /** Removes a dead job; false when it is not dead [ST74]. */
  discard(id: string): Promise<boolean>;
  /** By kind, for metrics. */
  summarize(): Promise<JobSummary[]>;
};
