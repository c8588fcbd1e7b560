import type { Outbox, OutboxItem } from '@supportchat/delivery/outbox';
import type { Ports } from '@supportchat/delivery/ports';
import type { Resume } from '@supportchat/delivery/resume';
import { NO_TIMELINE, type Timeline } from '@supportchat/delivery/timeline';
import type { Message, Team, VisitorConversation } from '@supportchat/protocol';
import type { Connection } from './connection.ts';
import type { Store } from './store.ts';

export type ChatState = {
  started: boolean;
  /** Joined and caught up: the screen shows what the server has. */
  live: boolean;
  /** The server rejects this page: site inactive, domain not allowed. */
  refused: boolean;
  conversation: VisitorConversation | null;
  timeline: Timeline;
  /** The loaded part of the visitor's previous conversations, oldest first; there may be more. */
  earlier: readonly Timeline[];
  hasEarlier: boolean;
  /** Who answers; null until the first join. */
  team: Team | null;
  /** How far this device's clock is ahead of the server's, in milliseconds. */
  clockAhead: number;
  outbox: readonly OutboxItem[];
  /** Ids in the outbox that have waited for ten seconds. */
  late: readonly string[];
  /** The visitor has seen everything up to here, as far as this tab or the server knows. */
  readSeq: number;
  /** The agent who is typing; empty = no one. */
  typing: string;
};

export const IDLE: ChatState = {
  started: false,
  live: false,
  refused: false,
  conversation: null,
  timeline: NO_TIMELINE,
  earlier: [],
  hasEarlier: false,
  team: null,
  clockAhead: 0,
  outbox: [],
  late: [],
  readSeq: 0,
  typing: '',
};

/** The state shared by the parts of the chat. */
export type ChatCore = Ports & {
  siteKey: string;
  outbox: Outbox;
  store: Store<ChatState>;
  connection: Connection;
  /** A new message of the other side. */
  onMessage(message: Message): void;
  resume: Resume;
};

export function unreadIn({ timeline, readSeq }: ChatState): Message[] {
  return timeline.messages.filter(({ senderType, seq }) => senderType !== 'visitor' && seq > readSeq);
}

/** All unseen messages of the other side, including those before the first loaded one. */
export function countUnread(state: ChatState): number {
  const { timeline, readSeq } = state;
  const firstHeld = timeline.messages[0]?.seq ?? 0;
  return unreadIn(state).length + Math.max(0, firstHeld - 1 - readSeq);
}

/** The only way to change the timeline: new messages are announced, own ones that have arrived leave the outbox. */
export function setTimeline({ store, outbox, onMessage }: Pick<ChatCore, 'store' | 'outbox' | 'onMessage'>, next: Timeline): void {
  const before = store.get().timeline;
  store.set({ timeline: next });
  for (const message of next.messages) {
    if (before.conversationId === next.conversationId && message.seq <= before.head) continue;
    if (message.senderType === 'visitor') {
      if (message.clientMessageId) outbox.remove(message.clientMessageId);
    } else if (before.conversationId === next.conversationId) onMessage(message);
  }
  store.set({ outbox: outbox.items() });
}
