import type { FindClaimed } from './blobs/remove-orphans.ts';
import type { Route } from './http/route.ts';
import type { JobHandler } from './jobs/job-handler.ts';
import type { PeriodicJob } from './jobs/periodic-jobs.ts';
import type { Reaction } from './reactions/create-reactions.ts';
import type { AdminEvent, WidgetEvent } from './realtime/bound-events.ts';

/**
 * A feature: one folder whose `feature.ts` returns this value, and one entry in the list in `app.ts`. Everything that a feature adds to the
 * product is one of these parts.
 */
export type Feature = {
  name: string;
  /** What clients may call over REST. */
  routes?: readonly Route[];
  /** What visitors and agents may send over sockets. */
  widgetEvents?: readonly WidgetEvent[];
  adminEvents?: readonly AdminEvent[];
  /** What follows from what happens in a conversation, exactly once. */
  reactions?: readonly Reaction[];
  /** How its own jobs are done, beside those of its reactions. */
  jobs?: readonly JobHandler[];
  /** Work that is due again and again. */
  periodicJobs?: readonly PeriodicJob[];
  /** Which blobs the feature's records refer to; the others are removed a day after they were stored. */
  blobClaims?: readonly FindClaimed[];
  /** Prepares what the first use would otherwise wait for; called once the server listens. */
  warm?(): Promise<void>;
};

/** One part of all features, in their order. */
export function partsOf<K extends Exclude<keyof Feature, 'name' | 'warm'>>(features: readonly Feature[], part: K): NonNullable<Feature[K]>[number][] {
  return features.flatMap((feature) => (feature[part] ?? []) as NonNullable<Feature[K]>[number][]);
}
