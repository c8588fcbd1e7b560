import type { ConversationJoined, ConversationWidgetEvents } from '@supportchat/protocol';
import { cleanName } from '@supportchat/text/names';
import type { z } from 'zod';
import { domainsOf } from '../access/connected-rights.ts';
import { addressKey } from '../address-key.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { addVisitor, recognizeVisitor } from './identify-visitor.ts';
import { forVisitor } from './present.ts';
import { readMessages } from './read-messages.ts';
import { shortenIp } from './shorten-ip.ts';

type Input = z.output<(typeof ConversationWidgetEvents)['join-conversation']>;

/** The connection that is joining. */
export type JoiningWidget = {
  origin: string | undefined;
  /** The host that it connected to: pages on that host are the server's own. */
  host: string;
  ip: string;
  userAgent: string;
  /** Joins the rooms. Called before the history and site are read, so that no message or site change is missed in between. */
  enter: (visitor: VisitorIdentity, conversation: ConversationRecord) => Promise<void> | void;
  /** Leaves the rooms: the site is no longer allowed, or the conversation was removed. */
  leave: () => Promise<void> | void;
};

/** A visitor returns to their conversation or starts one. Nothing is stored before the limits have allowed it. */
export async function joinConversation(deps: ConversationDeps, widget: JoiningWidget, input: Input): Promise<ConversationJoined> {
  const site = await deps.admitToSite(input.siteKey, widget);
  const known = await recognizeVisitor(deps, site._id, input);
  const identity = { siteId: site._id, siteName: site.name, domains: domainsOf(site), address: addressKey(widget.ip) };
  if (known) await deps.limits.read(`${site._id}:${known}`);
  else await deps.limits.newConversation(identity.address);
  const fresh = known ? null : await addVisitor(deps, site._id, input);
  const visitor: VisitorIdentity = { ...identity, visitorId: fresh?.visitorId ?? known ?? '' };
  const conversation = fresh ? await addConversation(deps, visitor, widget, input) : await resumeConversation(deps, visitor, widget, input);
  await widget.enter(visitor, conversation);
  try {
    // A site change disconnects the sockets in its rooms; a socket that joins after that sees the change here.
    visitor.domains = domainsOf(await deps.admitToSite(input.siteKey, widget));
    return { ...(await readJoined(deps, visitor, conversation._id, input.afterSeq)), ...(fresh && { visitorToken: fresh.token }) };
  } catch (failure) {
    await widget.leave();
    throw failure;
  }
}

/** The conversation's state and a page of its messages, freshly read. */
async function readJoined(deps: ConversationDeps, visitor: VisitorIdentity, id: string, afterSeq: number | undefined): Promise<ConversationJoined> {
  const page = await readMessages(deps.store, id, { afterSeq, limit: afterSeq === undefined ? 30 : 100 });
  const conversation = await requireVisitorsConversation(deps.store, visitor, id);
  const agent = conversation.assignedAgent ? await deps.store.agents.get(conversation.assignedAgent) : null;
  const { visitorId, siteId, siteName } = visitor;
  const team = await deps.describeTeam(siteId);
  return { conversation: forVisitor(conversation, agent?.name ?? null), ...page, visitorId, siteName, team, serverTime: deps.clock().toISOString() };
}

async function resumeConversation(deps: ConversationDeps, visitor: VisitorIdentity, widget: JoiningWidget, input: Input): Promise<ConversationRecord> {
  const { siteId, visitorId } = visitor;
  const found = input.conversationId
    ? await requireVisitorsConversation(deps.store, visitor, input.conversationId)
    : await deps.store.conversations.getCurrentOf(siteId, visitorId);
  if (found) return updateDetails(deps, found, input);
  await deps.limits.newConversation(visitor.address);
  const [earlier] = await deps.store.conversations.listEarlierThan({ ...visitor, _id: deps.newId(), createdAt: deps.clock() }, 1);
  return addConversation(deps, visitor, widget, { ...input, visitorEmail: input.visitorEmail || earlier?.visitorEmail });
}

async function updateDetails(deps: ConversationDeps, conversation: ConversationRecord, input: Input): Promise<ConversationRecord> {
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

function addConversation(deps: ConversationDeps, visitor: VisitorIdentity, widget: JoiningWidget, input: Input): Promise<ConversationRecord> {
  return deps.store.conversations.add({
    _id: deps.newId(),
    siteId: visitor.siteId,
    visitorId: visitor.visitorId,
    visitorName: input.visitorName ?? '',
    visitorEmail: input.visitorEmail ?? '',
    currentPage: input.currentPage ?? '',
    metadata: {
      userAgent: (cleanName(widget.userAgent) || input.metadata?.userAgent) ?? '',
      ip: shortenIp(widget.ip),
      referrer: input.metadata?.referrer ?? '',
      language: input.metadata?.language ?? '',
    },
    createdAt: deps.clock(),
  });
}
