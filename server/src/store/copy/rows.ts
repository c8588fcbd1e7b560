import type { AgentReadMarkRecord } from '../port/agent-read-marks.ts';
import type { AgentRecord } from '../port/agents.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { FaqRecord } from '../port/faqs.ts';
import type { JobRecord } from '../port/jobs.ts';
import type { StoredMessage } from '../port/messages.ts';
import type { OwnedRecord } from '../port/record-store.ts';
import type { SessionRecord } from '../port/sessions.ts';
import { type SimpleStores, simpleStores } from '../port/simple-stores.ts';
import type { SiteRecord } from '../port/sites.ts';
import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import type { VisitorRecord } from '../port/visitors.ts';

/** What is copied, part by part: the records of the port, and the store's internal data behind them. */
export type Rows = {
  sites: SiteRecord;
  users: AgentRecord;
  sessions: SessionRecord;
  visitors: VisitorRecord;
  faqs: FaqRecord;
  /** With its whole activity, in the order in which it was written. */
  conversations: ConversationRecord & { activity: ThreadEntryRecord[] };
  /** With its site. */
  messages: StoredMessage;
  /** Free: whoever held one belongs to the source. */
  jobs: JobRecord;
  agentReadMarks: AgentReadMarkRecord;
} & { [K in keyof SimpleStores]: OwnedRecord };
export type Part = keyof Rows;
export type Row = Rows[Part];

/** In this order: a row comes after the rows it belongs to. */
export const PARTS: Part[] = [
  'sites',
  'users',
  'sessions',
  'visitors',
  'faqs',
  'conversations',
  'messages',
  'jobs',
  'agentReadMarks',
  ...simpleStores().map(([name]) => name as Part),
];

/** The sort key of rows: `[_id]`, for visitors `[siteId, visitorId]`. Ids are 24 hexadecimal digits, which both engines sort alike. */
export type Key = string[];

export function keyOf(row: Row): Key {
  return '_id' in row ? [row._id] : [row.siteId, row.visitorId];
}

/** Throws when an id has a foreign format: the engines would sort it differently. */
export function assertKey(part: Part, key: Key): void {
  if (!/^[0-9a-f]{24}$/.test(key[0] ?? '')) throw new Error(`The ${part} hold an id that is not 24 hexadecimal digits: ${JSON.stringify(key[0])}.`);
}
