import { agentReadMarkRecord } from './agent-read-marks.ts';
import { agentRecord } from './agents.ts';
import { conversationRecord } from './conversations.ts';
import { faqRecord } from './faqs.ts';
import { jobRecord } from './jobs.ts';
import { storedMessageRecord } from './messages.ts';
import { sessionRecord } from './sessions.ts';
import { simpleStores } from './simple-stores.ts';
import { siteRecord } from './sites.ts';
import { threadEntryRecord } from './thread-entries.ts';
import { visitorRecord } from './visitors.ts';

/** Every record that the store keeps. */
export const RECORDS = [
  siteRecord,
  agentRecord,
  sessionRecord,
  visitorRecord,
  conversationRecord,
  threadEntryRecord,
  storedMessageRecord,
  faqRecord,
  jobRecord,
  agentReadMarkRecord,
  ...simpleStores().map(([, { record }]) => record),
];
