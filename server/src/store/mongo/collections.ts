import { termsOf } from '../../search/terms.ts';
import { foldCase } from '../fold-case.ts';
import { agentReadMarkRecord } from '../port/agent-read-marks.ts';
import { agentRecord } from '../port/agents.ts';
import { conversationRecord } from '../port/conversations.ts';
import { faqRecord } from '../port/faqs.ts';
import { jobRecord } from '../port/jobs.ts';
import { messageRecord } from '../port/messages.ts';
import { sessionRecord } from '../port/sessions.ts';
import { simpleStores } from '../port/simple-stores.ts';
import { siteRecord } from '../port/sites.ts';
import { visitorRecord } from '../port/visitors.ts';
import { defineDocument } from './documents.ts';
import { defineSimple } from './record-store.ts';

/** The collections. `…Folded`, `terms` and `isCurrent` are kept for the indexes. */
export const sites = defineDocument(siteRecord, {
  nameFolded: { from: ['name'], make: ({ name }) => foldCase(name) },
  domainFolded: { from: ['domain'], make: ({ domain }) => foldCase(domain) },
});

export const users = defineDocument(agentRecord, {
  nameFolded: { from: ['name'], make: ({ name }) => foldCase(name) },
  emailFolded: { from: ['email'], make: ({ email }) => foldCase(email) },
});

export const sessions = defineDocument(sessionRecord);

export const visitors = defineDocument(visitorRecord);

/** Also stored: `stamp`, renewed on each write, `activity`, the history of the conversation, its `jobs` and their number, `openJobs`. */
export const conversations = defineDocument(conversationRecord, {
  isCurrent: { from: ['status'], make: ({ status }) => status !== 'closed' },
  terms: { from: ['visitorName', 'visitorEmail'], make: ({ visitorName, visitorEmail }) => [...termsOf(visitorName, visitorEmail)] },
});

/** Also stored: `siteId`, the effects of the message (`claimFor`, `reopenActivity`), its `jobs` and their number, `openJobs`. */
export const messages = defineDocument(messageRecord, {
  terms: { from: ['content'], make: ({ content }) => [...termsOf(content)] },
});

export const faqs = defineDocument(faqRecord, {
  terms: {
    from: ['question', 'answer', 'keywords', 'category'],
    make: ({ question, answer, keywords, category }) => [...termsOf(question, answer, category, ...keywords)],
  },
});

export const jobs = defineDocument(jobRecord);

/** Also stored: `changedAt`, the server's time of the last change. */
export const agentReadMarks = defineDocument(agentReadMarkRecord);

export const COLLECTIONS = [
  sites,
  users,
  sessions,
  visitors,
  conversations,
  messages,
  faqs,
  jobs,
  agentReadMarks,
  ...simpleStores().map(([, described]) => defineSimple(described)),
];
