import type { ConversationJoined, WidgetClientEvents } from '@supportchat/protocol';
import type { z } from 'zod';
import { domainsOf } from '../scope.ts';
import type { ConversationRecord } from '../store/store.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps, VisitorIdentity } from './conversation-deps.ts';
import { identifyVisitor } from './identify-visitor.ts';
import { forVisitor } from './present.ts';
import { readMessages } from './read-messages.ts';
import { shortenIp } from './shorten-ip.ts';

type Input = z.output<(typeof WidgetClientEvents)['join-conversation']>;

/** The connection that joins. */
export type JoiningWidget = {
  origin: string | undefined;
  /** The host that it connected to: a page of that host is the server's own. */
  host: string;
  ip: string;
  userAgent: string;
  /** Called before anything is read, so that no message falls between history and live. */
  enter: (visitor: VisitorIdentity, conversation: ConversationRecord) => Promise<void> | void;
};

/** A visitor comes (back) to their conversation, or begins one. */
export async function joinConversation(deps: ConversationDeps, widget: JoiningWidget, input: Input): Promise<ConversationJoined> {
  const site = await deps.admitToSite(input.siteKey, widget);
  const { visitorId, newToken } = await identifyVisitor(deps, site._id, input);
  const visitor: VisitorIdentity = { siteId: site._id, visitorId, siteName: site.name, domains: domainsOf(site) };
  const found = await findConversation(deps, visitor, newToken ? undefined : input.conversationId);
  const conversation = found ? await bringUpToDate(deps, found, input) : await beginConversation(deps, visitor, widget, input);
  await widget.enter(visitor, conversation);
  return { ...(await readJoined(deps, visitor, conversation._id, input.afterSeq)), ...(newToken && { visitorToken: newToken }) };
}

/** The state of a conversation and a page of its messages, read afresh. */
async function readJoined(deps: ConversationDeps, visitor: VisitorIdentity, id: string, afterSeq: number | undefined): Promise<ConversationJoined> {
  const page = await readMessages(deps.store, id, { afterSeq, limit: afterSeq === undefined ? 30 : 100 });
  const conversation = await requireVisitorsConversation(deps.store, visitor, id);
  const agent = conversation.assignedAgent ? await deps.store.agents.get(conversation.assignedAgent) : null;
  const { visitorId, siteId, siteName } = visitor;
  const team = await deps.describeTeam(siteId);
  return { conversation: forVisitor(conversation, agent?.name ?? null), ...page, visitorId, siteName, team, serverTime: deps.clock().toISOString() };
}

function findConversation(deps: ConversationDeps, visitor: VisitorIdentity, id: string | undefined): Promise<ConversationRecord | null> {
  return id ? requireVisitorsConversation(deps.store, visitor, id) : deps.store.conversations.getCurrentOf(visitor.siteId, visitor.visitorId);
}

async function bringUpToDate(deps: ConversationDeps, conversation: ConversationRecord, input: Input): Promise<ConversationRecord> {
  const details = {
    visitorName: input.visitorName || conversation.visitorName,
    visitorEmail: input.visitorEmail || conversation.visitorEmail,
    currentPage: input.currentPage ?? conversation.currentPage,
  };
  const isNew = (Object.keys(details) as (keyof typeof details)[]).some((key) => details[key] !== conversation[key]);
  if (!isNew) return conversation;
  const updated = await deps.store.conversations.updateVisitor(conversation._id, details, deps.clock());
  if (updated?.lastMessageAt) deps.broadcast.visitorMoved(updated);
  return updated ?? conversation;
}

async function beginConversation(deps: ConversationDeps, visitor: VisitorIdentity, widget: JoiningWidget, input: Input): Promise<ConversationRecord> {
  await deps.limits.newConversation(widget.ip);
  return deps.store.conversations.add({
    _id: deps.newId(),
    siteId: visitor.siteId,
    visitorId: visitor.visitorId,
    visitorName: input.visitorName ?? '',
    visitorEmail: input.visitorEmail ?? '',
    currentPage: input.currentPage ?? '',
    metadata: {
      userAgent: (widget.userAgent || input.metadata?.userAgent) ?? '',
      ip: shortenIp(widget.ip),
      referrer: input.metadata?.referrer ?? '',
      language: input.metadata?.language ?? '',
    },
    createdAt: deps.clock(),
  });
}
