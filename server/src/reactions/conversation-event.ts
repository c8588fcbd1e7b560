import type { ConversationRecord } from '../store/port/conversations.ts';
import type { NewMessage } from '../store/port/messages.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';

/** What happens in a conversation. `conversation` is its state right before. `entry-added`: an entry of a feature. */
export type ConversationEvent =
  | { type: 'visitor-wrote' | 'agent-wrote' | 'bot-wrote'; conversation: ConversationRecord; message: NewMessage }
  | { type: 'status-changed' | 'assigned' | 'human-requested' | 'entry-added'; conversation: ConversationRecord; entry: ThreadEntryRecord };
export type EventType = ConversationEvent['type'];

const TYPES: Record<string, 'status-changed' | 'assigned' | 'human-requested'> = {
  assigned: 'assigned',
  unassigned: 'assigned',
  resolved: 'status-changed',
  closed: 'status-changed',
  reopened: 'status-changed',
  'human-requested': 'human-requested',
};

/** The event that an entry of the thread records. */
export function eventOf(conversation: ConversationRecord, entry: ThreadEntryRecord): ConversationEvent {
  return { type: TYPES[entry.type] ?? 'entry-added', conversation, entry };
}
