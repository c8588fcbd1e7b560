import type { ActivityRecord, ConversationRecord, NewMessage } from '../store/store.ts';

/** What happens in a conversation. `conversation` is its state right before. */
export type ConversationEvent =
  | { type: 'visitor-wrote' | 'agent-wrote' | 'bot-wrote'; conversation: ConversationRecord; message: NewMessage }
  | { type: 'status-changed' | 'assigned' | 'human-requested'; conversation: ConversationRecord; activity: ActivityRecord };
export type EventType = ConversationEvent['type'];

const TYPES: Record<ActivityRecord['type'], 'status-changed' | 'assigned' | 'human-requested'> = {
  assigned: 'assigned',
  unassigned: 'assigned',
  resolved: 'status-changed',
  closed: 'status-changed',
  reopened: 'status-changed',
  'human-requested': 'human-requested',
};

/** The event that an activity records. */
export function eventOf(conversation: ConversationRecord, activity: ActivityRecord): ConversationEvent {
  return { type: TYPES[activity.type], conversation, activity };
}
