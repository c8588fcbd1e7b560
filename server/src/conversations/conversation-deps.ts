import type { Team } from '@supportchat/protocol';
import type { Deps } from '../deps.ts';
import type { InOrder } from '../in-order.ts';
import type { SocketLimits } from '../realtime/limits.ts';
import type { AddedMessage, SiteRecord } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';
import type { LimitTyping } from './limit-typing.ts';
import type { createVisitPage } from './visit-page.ts';

/** What the acts on conversations are made from. */
export type ConversationDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & {
  broadcast: Broadcast;
  /** The active site of this key, if this page may use it; else SITE_INVALID or ORIGIN_NOT_ALLOWED. */
  admitToSite: (siteKey: string, page: { origin: string | undefined; host: string }) => Promise<SiteRecord>;
  /** Who answers on a site, and how soon. */
  describeTeam: (siteId: string) => Promise<Team>;
  /** May the bot answer on this site at all? Known from memory as a rule. */
  isBotOn: (siteId: string) => Promise<boolean>;
  /** Everything that follows from a visitor's message, once it is safe. Never rejects, never delays the ack. */
  afterVisitorMessage: (added: AddedMessage) => void;
  /** What is asked before a message is stored takes its time; what one sender writes is asked, and so stored, in their order. */
  inOrder: InOrder;
  limits: SocketLimits;
  limitTyping: LimitTyping;
  visitPage: ReturnType<typeof createVisitPage>;
};

/** A visitor who has proved who they are, by the token or by being new. */
export type VisitorIdentity = {
  siteId: string;
  visitorId: string;
  siteName: string;
  /** The `addressKey` that limits count them under. */
  address: string;
  /** Of the site, when they were let in. */
  domains: string;
};
