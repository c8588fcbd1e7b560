import { termsOf } from '../../search/terms.ts';
import { foldCase } from '../fold-case.ts';
import type { AgentRecord, ConversationRecord, FaqRecord, MessageRecord, SessionRecord, SiteRecord, VisitorRecord } from '../store.ts';
import { defineDocument } from './documents.ts';

/** The collections and the fields of their documents. `…Folded`, `terms` and `isCurrent` are kept for the indexes. */
export const sites = defineDocument<SiteRecord>(
  'sites',
  {
    _id: 'id',
    name: 'text',
    domain: 'text',
    allowedDomains: 'texts',
    siteKey: 'text',
    userId: 'id',
    widgetSettings: 'object',
    aiSettings: 'object',
    isActive: 'flag',
    widgetSeenAt: 'date?',
    widgetSeenOn: 'text?',
    createdAt: 'date',
    updatedAt: 'date',
  },
  {
    derived: { nameFolded: { from: ['name'], make: ({ name }) => foldCase(name) }, domainFolded: { from: ['domain'], make: ({ domain }) => foldCase(domain) } },
  },
);

export const users = defineDocument<AgentRecord>(
  'users',
  {
    _id: 'id',
    email: 'text',
    name: 'text',
    role: 'text',
    siteIds: 'ids',
    isActive: 'flag',
    passwordHash: 'text?',
    inviteHash: 'text?',
    inviteExpiresAt: 'date?',
    lastSeenAt: 'date?',
    createdAt: 'date',
    updatedAt: 'date',
  },
  {
    derived: { nameFolded: { from: ['name'], make: ({ name }) => foldCase(name) }, emailFolded: { from: ['email'], make: ({ email }) => foldCase(email) } },
    oneOf: { role: ['owner', 'admin', 'agent'] },
  },
);

export const sessions = defineDocument<SessionRecord>('sessions', {
  _id: 'id',
  userId: 'id',
  tokenHash: 'text',
  previousHash: 'text?',
  rotatedAt: 'date',
  expiresAt: 'date',
  userAgent: 'text',
  createdAt: 'date',
});

export const visitors = defineDocument<VisitorRecord>('visitors', {
  siteId: 'id',
  visitorId: 'text',
  tokenHash: 'text',
  tokenExpiresAt: 'date',
  createdAt: 'date',
  lastSeenAt: 'date',
});

/** Also stored: `stamp`, renewed on each write, and `activity`, the history of the conversation. */
export const conversations = defineDocument<ConversationRecord>(
  'conversations',
  {
    _id: 'id',
    siteId: 'id',
    visitorId: 'text',
    visitorName: 'text',
    visitorEmail: 'text',
    assignedAgent: 'id?',
    status: 'text',
    currentPage: 'text',
    metadata: 'object',
    lastMessageAt: 'date?',
    lastMessage: 'object?',
    lastSeq: 'number',
    unreadCount: 'number',
    agentReadSeq: 'number',
    visitorReadSeq: 'number',
    agentReadAt: 'date?',
    visitorReadAt: 'date?',
    waitingSince: 'date?',
    humanRequestedAt: 'date?',
    firstVisitorMessageAt: 'date?',
    firstResponseAt: 'date?',
    resolvedAt: 'date?',
    botAnswered: 'flag',
    revision: 'number',
    createdAt: 'date',
    updatedAt: 'date',
  },
  {
    derived: {
      isCurrent: { from: ['status'], make: ({ status }) => status !== 'closed' },
      terms: { from: ['visitorName', 'visitorEmail'], make: ({ visitorName, visitorEmail }) => [...termsOf(visitorName, visitorEmail)] },
    },
    oneOf: { status: ['open', 'assigned', 'resolved', 'closed'] },
  },
);

/** Also stored: `siteId`, the effects of the message (`claimFor`, `reopenActivity`), and `pending`, what is still to be done. */
export const messages = defineDocument<MessageRecord>(
  'messages',
  {
    _id: 'id',
    conversationId: 'id',
    seq: 'number',
    clientMessageId: 'text?',
    senderType: 'text',
    senderId: 'text',
    senderName: 'text',
    content: 'text',
    messageType: 'text',
    isRead: 'flag',
    readAt: 'date?',
    answer: 'object?',
    createdAt: 'date',
  },
  {
    derived: { terms: { from: ['content'], make: ({ content }) => [...termsOf(content)] } },
    oneOf: { senderType: ['visitor', 'agent', 'bot'], messageType: ['text', 'image', 'file'] },
  },
);

export const faqs = defineDocument<FaqRecord>(
  'faqs',
  {
    _id: 'id',
    siteId: 'id',
    question: 'text',
    answer: 'text',
    category: 'text',
    keywords: 'texts',
    pageSpecific: 'text',
    isActive: 'flag',
    viewCount: 'number',
    helpfulCount: 'number',
    createdAt: 'date',
    updatedAt: 'date',
  },
  {
    derived: {
      terms: {
        from: ['question', 'answer', 'keywords', 'category'],
        make: ({ question, answer, keywords, category }) => [...termsOf(question, answer, category, ...keywords)],
      },
    },
  },
);

export const COLLECTIONS = [sites, users, sessions, visitors, conversations, messages, faqs];
