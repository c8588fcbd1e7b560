import type { Message } from '@supportchat/protocol';
import type { ChatState } from '../chat/chat-state.ts';
import { isSameDay } from './dates.ts';

/** One line of the log. Only rows whose content has changed are drawn anew. */
export type Row =
  | { key: string; kind: 'older' | 'beginning' | 'unread' | 'welcome' | 'skeleton' | 'personRequested' | 'resolved' | 'closed' }
  | { key: string; kind: 'day'; createdAt: string }
  | MessageRow;

export type MessageRow = {
  key: string;
  kind: 'message';
  content: string;
  createdAt: string;
  /** Empty for the visitor's own. */
  senderId: string;
  senderName: string;
  isBot: boolean;
  /** First and last of a group: one sender, at most five minutes between two. */
  first: boolean;
  last: boolean;
  /** The first words of an agent who was not there before. */
  hasJoined: boolean;
  /** The word under it; empty = none. */
  state: '' | 'sending' | 'late' | 'failed' | 'sent' | 'read';
  readAt: string | null;
  /** Bot only: the message to ask "Did this help?" about, and what was said. */
  rated: Message | undefined;
};

export type RowsOptions = {
  state: ChatState;
  /** The other side's messages after this one are new to the visitor; undefined = no divider. */
  unreadAfter: number | undefined;
  /** There is a history, and it is still being fetched. */
  awaitsHistory: boolean;
  now: Date;
};

const GROUP_MS = 5 * 60_000;
const PAGE = 30;

export function buildRows({ state, unreadAfter, awaitsHistory, now }: RowsOptions): Row[] {
  const { messages, hasOlder } = state.timeline;
  const { conversation } = state;
  // Another tab may be a moment behind and still hold what is stored already.
  const outbox = state.outbox.filter((item) => !messages.some(({ clientMessageId }) => clientMessageId === item.clientMessageId));
  if (awaitsHistory && !messages.length && !outbox.length) return [mark('skeleton')];

  const rows: Row[] = hasOlder ? [mark('older')] : [...(messages.length > PAGE ? [mark('beginning')] : []), mark('welcome')];
  let previous: MessageRow | undefined;
  let divided = unreadAfter === undefined;

  for (const row of [...storedRows({ ...state, outbox }), ...unsentRows({ ...state, outbox })]) {
    if (!isSameDay(previous?.createdAt ?? now.toISOString(), row.createdAt)) {
      rows.push({ key: `day:${row.key}`, kind: 'day', createdAt: row.createdAt });
      previous = undefined;
    }
    if (!divided && row.senderId && row.seq > (unreadAfter ?? 0)) {
      rows.push(mark('unread'));
      divided = true;
      previous = undefined;
    }
    row.first = previous?.senderId !== row.senderId || Math.abs(Date.parse(row.createdAt) - Date.parse(previous.createdAt)) > GROUP_MS;
    if (previous && !row.first) previous.last = false;
    rows.push(row);
    previous = row;
  }

  const { status } = conversation ?? {};
  if (status === 'resolved' || status === 'closed') rows.push(mark(status));
  else if (conversation?.humanRequestedAt && !conversation.agentName) rows.push(mark('personRequested'));
  return rows;
}

function mark<K extends Exclude<Row['kind'], 'day' | 'message'>>(kind: K): { key: K; kind: K } {
  return { key: kind, kind };
}

const ALONE = { kind: 'message', first: true, last: true, hasJoined: false, isBot: false, readAt: null, rated: undefined } as const;

function storedRows({ timeline: { messages, hasOlder }, conversation, outbox }: ChatState) {
  const agents = new Set<string>();
  const own = messages.filter(({ senderType }) => senderType === 'visitor');
  const lastRead = own.findLast(({ seq }) => seq <= (conversation?.agentReadSeq ?? 0));
  const lastSent = outbox.length ? undefined : own.at(-1);

  return messages.map((message): MessageRow & { seq: number } => {
    const { _id, clientMessageId, seq, senderType, senderId, senderName, content, createdAt, answer } = message;
    // An own message keeps the key it had in the outbox, so that its line stays where it is.
    if (senderType === 'visitor') {
      const state = message === lastRead ? 'read' : message === lastSent ? 'sent' : '';
      const readAt = state === 'read' ? (conversation?.agentReadAt ?? null) : null;
      return { ...ALONE, key: clientMessageId ?? _id, seq, content, createdAt, senderId: '', senderName: '', state, readAt };
    }
    const hasJoined = senderType === 'agent' && !hasOlder && !agents.has(senderId);
    agents.add(senderId);
    const isBot = senderType === 'bot';
    return {
      ...ALONE,
      key: _id,
      seq,
      content,
      createdAt,
      senderId: senderType + senderId,
      senderName,
      isBot,
      hasJoined,
      state: '',
      rated: answer ? message : undefined,
    };
  });
}

function unsentRows({ outbox, late }: ChatState) {
  return outbox.map(({ clientMessageId, content, createdAt, isRefused }, at): MessageRow & { seq: number } => ({
    ...ALONE,
    key: clientMessageId,
    seq: 0,
    content,
    createdAt,
    senderId: '',
    senderName: '',
    state: isRefused ? 'failed' : late.includes(clientMessageId) ? 'late' : at === outbox.length - 1 ? 'sending' : '',
  }));
}
