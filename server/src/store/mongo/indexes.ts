import type { IndexDescription } from 'mongodb';
import { simpleStores } from '../port/simple-stores.ts';
import { indexesOf } from './record-store.ts';

/** The indexes of each collection, by the query that needs them. Each extra index slows down writes; each missing one makes a list slow. */
export const INDEXES: Record<string, (IndexDescription & { name: string })[]> = {
  sites: [
    // sites.getByKey; keys are unique.
    { name: 'siteKey', key: { siteKey: 1 }, unique: true },
    // sites.list.
    { name: 'list', key: { nameFolded: 1, _id: 1 } },
  ],
  users: [
    // agents.getByEmail; addresses are unique.
    { name: 'email', key: { email: 1 }, unique: true },
    // agents.addFirst: one first user.
    { name: 'first', key: { isFirst: 1 }, unique: true, partialFilterExpression: { isFirst: true } },
    // agents.getByInviteHash, agents.acceptInvite.
    { name: 'inviteHash', key: { inviteHash: 1 }, unique: true, partialFilterExpression: { inviteHash: { $type: 'string' } } },
    // agents.list.
    { name: 'list', key: { nameFolded: 1, _id: 1 } },
    // sites.remove.
    { name: 'siteIds', key: { siteIds: 1 } },
  ],
  sessions: [
    // agents.replacePassword, agents.update.
    { name: 'userId', key: { userId: 1 } },
    // sessions.removeExpired.
    { name: 'expiresAt', key: { expiresAt: 1 } },
  ],
  visitors: [
    // visitors.get, visitors.touch; ids are unique within the site.
    { name: 'visitor', key: { siteId: 1, visitorId: 1 }, unique: true },
    // Maintenance: visitors whose token has expired.
    { name: 'expired', key: { tokenExpiresAt: 1 } },
  ],
  conversations: [
    // conversations.list of some sites, conversations.countInbox.
    { name: 'inbox', key: { siteId: 1, status: 1, lastMessageAt: -1, _id: -1 } },
    // conversations.list of all sites.
    { name: 'newest', key: { lastMessageAt: -1, _id: -1 } },
    // conversations.list of waiting conversations, which are few compared to all others.
    {
      name: 'waiting',
      key: { waitingSince: 1, _id: 1, siteId: 1, status: 1, assignedAgent: 1 },
      partialFilterExpression: { waitingSince: { $type: 'date' } },
    },
    // conversations.list of one agent.
    { name: 'ofAgent', key: { assignedAgent: 1, status: 1, lastMessageAt: -1, _id: -1 } },
    // conversations.getCurrentOf; a visitor has one conversation that is not closed.
    { name: 'current', key: { siteId: 1, visitorId: 1 }, unique: true, partialFilterExpression: { isCurrent: true } },
    // messages.findSentByVisitor.
    { name: 'ofVisitor', key: { siteId: 1, visitorId: 1, createdAt: 1 } },
    // conversations.search: names and e-mail addresses.
    { name: 'terms', key: { siteId: 1, terms: 1 } },
    // Maintenance: conversations without a message.
    { name: 'empty', key: { createdAt: 1 }, partialFilterExpression: { lastSeq: 0 } },
    // changes.list.
    { name: 'changed', key: { changedAt: 1, _id: 1 } },
    // analytics.report: conversations.
    { name: 'begun', key: { firstVisitorMessageAt: 1, siteId: 1 } },
    // Jobs of a change that were not moved yet, for jobs.claim.
    { name: 'openJobs', key: { openJobs: 1 }, partialFilterExpression: { openJobs: { $gt: 0 } } },
    // analytics.report: resolutions.
    { name: 'resolved', key: { resolvedAt: 1, siteId: 1 } },
  ],
  messages: [
    // messages.list and the newest message of a conversation; each number is used once.
    { name: 'seq', key: { conversationId: 1, seq: 1 }, unique: true },
    // messages.add, repeated; a sender's id is stored once.
    {
      name: 'clientMessageId',
      key: { conversationId: 1, senderType: 1, senderId: 1, clientMessageId: 1 },
      unique: true,
      partialFilterExpression: { clientMessageId: { $type: 'string' } },
    },
    // A conversation's messages by time, for people who query the database directly.
    { name: 'createdAt', key: { conversationId: 1, createdAt: 1 } },
    // analytics.report: messages, and maintenance.
    { name: 'traffic', key: { createdAt: 1, siteId: 1, senderType: 1 } },
    // conversations.search: message text.
    { name: 'terms', key: { siteId: 1, terms: 1 } },
    // Ratings that still have to update a count, for maintenance.
    { name: 'countMove', key: { 'countMove._id': 1 }, partialFilterExpression: { countMove: { $exists: true } } },
    // Jobs that have not ended in their message, for jobs.claim.
    { name: 'openJobs', key: { openJobs: 1 }, partialFilterExpression: { openJobs: { $gt: 0 } } },
    // Answers that a process of version 0.1 has not given.
    { name: 'pending', key: { createdAt: 1, _id: 1 }, partialFilterExpression: { pending: { $exists: true } } },
  ],
  jobs: [
    // jobs.add; each kind has a key once.
    { name: 'key', key: { kind: 1, key: 1 }, unique: true },
    // jobs.claim.
    { name: 'due', key: { state: 1, runAt: 1, _id: 1 } },
    // jobs.claim: whether a job of the lane is leased.
    { name: 'lane', key: { lane: 1, leaseUntil: 1 }, partialFilterExpression: { lane: { $type: 'string' } } },
    // Maintenance: jobs that ended.
    { name: 'ended', key: { endedAt: 1 }, partialFilterExpression: { endedAt: { $type: 'date' } } },
    // Removals.
    { name: 'siteId', key: { siteId: 1 } },
    { name: 'conversationId', key: { conversationId: 1 } },
  ],
  agentReadMarks: [
    // agentReadMarks.set, agentReadMarks.listOf; an agent has one mark in a conversation.
    { name: 'agent', key: { agentId: 1, conversationId: 1 }, unique: true },
    // changes.listReadMarks.
    { name: 'changed', key: { agentId: 1, changedAt: 1 } },
    // Maintenance: old marks.
    { name: 'updatedAt', key: { updatedAt: 1 } },
    // Removals.
    { name: 'siteId', key: { siteId: 1 } },
    { name: 'conversationId', key: { conversationId: 1 } },
  ],
  faqs: [
    // faqs.listActive.
    { name: 'active', key: { siteId: 1, isActive: 1 } },
    // faqs.list.
    { name: 'newest', key: { updatedAt: -1, _id: -1 } },
    // Part of the agreed schema, for people who query the database directly.
    { name: 'text', key: { question: 'text', answer: 'text' }, default_language: 'none' },
    // faqs.list with a search.
    { name: 'terms', key: { terms: 1 } },
  ],
  ...Object.fromEntries(simpleStores().map(([, described]) => [described.record.name, indexesOf(described)])),
};
