import type { ActivityRecord, AgentRecord, ConversationRecord, FaqRecord, MessageRecord, SessionRecord, SiteRecord, VisitorRecord } from '../store.ts';

/** What moves, part by part: the records of the port, and what stands hidden behind it. */
export type Rows = {
  sites: SiteRecord;
  users: AgentRecord;
  sessions: SessionRecord;
  visitors: VisitorRecord;
  faqs: FaqRecord;
  /** With everything that happened to it, in the order in which it was written down. */
  conversations: ConversationRecord & { activity: ActivityRecord[] };
  /** With its site, and the reaction that must still happen. */
  messages: MessageRecord & { siteId: string; pending: 'answer' | null };
};
export type Part = keyof Rows;
export type Row = Rows[Part];

/** In this order: what a row belongs to comes before it. */
export const PARTS: Part[] = ['sites', 'users', 'sessions', 'visitors', 'faqs', 'conversations', 'messages'];

/** What rows are ordered by: `[_id]`, for visitors `[siteId, visitorId]`. Ids are 24 hexadecimal digits, the same order in both engines. */
export type Key = string[];

export function keyOf(row: Row): Key {
  return '_id' in row ? [row._id] : [row.siteId, row.visitorId];
}

/** Throws when an id is not one of ours: the engines would order it differently. */
export function assertKey(part: Part, key: Key): void {
  if (!/^[0-9a-f]{24}$/.test(key[0] ?? '')) throw new Error(`The ${part} hold an id that is not 24 hexadecimal digits: ${JSON.stringify(key[0])}.`);
}
