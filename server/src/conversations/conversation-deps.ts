import type { Team } from '@supportchat/protocol';
import type { Deps } from '../deps.ts';
import type { JobRunner } from '../jobs/create-job-runner.ts';
import type { KeyedQueue } from '../keyed-queue.ts';
import type { Reactions } from '../reactions/create-reactions.ts';
import type { SocketLimits } from '../realtime/limits.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import type { Broadcast } from './broadcast.ts';
import type { LimitTyping } from './limit-typing.ts';
import type { createVisitPage } from './visit-page.ts';

/** The dependencies of the acts on conversations. */
export type ConversationDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & {
  broadcast: Broadcast;
  /** Returns the active site of this key if this page may use it; otherwise throws SITE_INVALID or ORIGIN_NOT_ALLOWED. */
  admitToSite: (siteKey: string, page: { origin: string | undefined; host: string }) => Promise<SiteRecord>;
  /** Who answers on a site, and how quickly. */
  describeTeam: (siteId: string) => Promise<Team>;
  /** What follows from an event, to be stored in its commit. */
  reactions: Reactions;
  /** Does what follows. Never rejects and never delays an ack. */
  jobs: Pick<JobRunner, 'runOfMessage' | 'wake'>;
  /** The checks before a message is stored are asynchronous; one sender's messages are checked, and so stored, in the order sent. */
  senderQueue: KeyedQueue;
  limits: SocketLimits;
  limitTyping: LimitTyping;
  visitPage: ReturnType<typeof createVisitPage>;
};
