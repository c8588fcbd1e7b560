import type { JobHandler } from '../jobs/job-handler.ts';
import type { NewJob } from '../store/port/jobs.ts';
import type { ConversationEvent, EventType } from './conversation-event.ts';

/**
 * What follows from an event: a job of that kind, stored in the commit of what happened, and so done exactly when that was. Its key is the id
 * of the message or of the thread entry.
 */
export type Reaction = JobHandler & {
  on: readonly EventType[];
  /** Which of these events it wants on a site; null = none. It is asked before every such act, so it must answer from memory. */
  wants(siteId: string): Promise<((event: ConversationEvent) => boolean) | null>;
};

/** The jobs to store with an event; none, and no second commit, when no reaction wants it. */
export type JobsOf = (event: ConversationEvent) => NewJob[];

export type Reactions = {
  /** To be called before an act that may cause such events. `siteOf` is called only if a reaction is interested in one of them. */
  prepare(types: readonly EventType[], siteOf: () => Promise<string | undefined> | string): Promise<JobsOf>;
};

const NO_JOBS: JobsOf = () => [];

export function createReactions(newId: () => string, reactions: readonly Reaction[]): Reactions {
  return {
    prepare: async (types, siteOf) => {
      const interested = reactions.filter(({ on }) => on.some((type) => types.includes(type)));
      const siteId = interested.length > 0 ? await siteOf() : undefined;
      if (siteId === undefined) return NO_JOBS;
      const asked = await Promise.all(interested.map(async ({ kind, on, wants }) => ({ kind, on, wants: await wants(siteId) })));
      const wanting = asked.filter(({ wants }) => wants !== null);
      if (wanting.length === 0) return NO_JOBS;
      return (event) =>
        wanting
          .filter(({ on, wants }) => on.includes(event.type) && wants?.(event))
          .map(({ kind }) => ({
            _id: newId(),
            kind,
            key: 'message' in event ? event.message._id : event.entry._id,
            siteId,
            conversationId: event.conversation._id,
            payload: {},
          }));
    },
  };
}
