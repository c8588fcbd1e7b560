import { isSameDay, startsGroup } from '@supportchat/delivery/group';
import type { OutboxItem } from '@supportchat/delivery/outbox';
import type { Timeline } from '@supportchat/delivery/timeline';
import type { Message, Team } from '@supportchat/protocol';
import type { ChatState } from '../chat/chat-state.ts';

/** One line of the log. Only rows whose content has changed are redrawn. */
export type Row =
  | { key: string; kind: 'older' | 'unread' | 'skeleton' | 'earlier' | 'resolved' | 'closed' }
  | { key: string; kind: 'welcome' | 'notified' | 'personRequested'; team: Team | null }
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
  /** The first message of an agent who was not there before. */
  hasJoined: boolean;
  /** The label under it; empty = none. */
  state: '' | 'sending' | 'late' | 'failed' | 'sent' | 'read';
  readAt: string | null;
  /** `late` and `failed` only: the unsent messages of that state up to this one, the last of them. */
  unsent: readonly string[];
  /** Bot only: the message for "Did this help?", and the visitor's answer. */
  rated: Message | undefined;
};

export type RowsOptions = {
  state: ChatState;
  /** The other side's messages after this one are new to the visitor; undefined = no divider. */
  unreadAfter: number | undefined;
  /** There is a history, and it is still being fetched. */
  awaitsHistory: boolean;
  /** The newest message is old enough that an automatic answer would have come. */
  isQuiet: boolean;
  now: Date;
};

export function buildRows({ state, unreadAfter, awaitsHistory, isQuiet, now }: RowsOptions): Row[] {
  const { timeline, earlier, hasEarlier, team } = state;
  const { messages } = timeline;
  // Another tab may be a moment behind and still hold what is already stored.
  const outbox = state.outbox.filter((item) => !messages.some(({ clientMessageId }) => clientMessageId === item.clientMessageId));
  if (awaitsHistory && !messages.length && !outbox.length) return [mark('skeleton')];

  const welcome: Row = { key: 'welcome', kind: 'welcome', team };
  const rows: Row[] = [];
  if ((earlier[0] ?? timeline).hasOlder || (hasEarlier && timeline.conversationId)) rows.push(mark('older'));
  else if (!earlier.length) rows.push(welcome);
  for (const before of earlier) {
    addGroups(rows, storedRows(before), { now });
    rows.push({ key: `earlier:${before.conversationId}`, kind: 'earlier' });
  }
  const current = { ...state, outbox };
  const last = addGroups(rows, [...storedRows(timeline, current), ...unsentRows(current)], { now, unreadAfter });
  if (earlier.length && !last) rows.push(welcome);
  const end = endOf(current, isQuiet);
  if (end) rows.push({ key: end, kind: end, team });
  return rows;
}

/** Adds one conversation's messages, with its days and the divider; returns the last of them. */
function addGroups(
  rows: Row[],
  messages: (MessageRow & { seq: number })[],
  { now, unreadAfter }: { now: Date; unreadAfter?: number | undefined },
): MessageRow | undefined {
  let previous: MessageRow | undefined;
  let divided = unreadAfter === undefined;
  for (const row of messages) {
    if (!isSameDay(previous?.createdAt ?? now.toISOString(), row.createdAt)) {
      rows.push({ key: `day:${row.key}`, kind: 'day', createdAt: row.createdAt });
      previous = undefined;
    }
    if (!divided && row.senderId && row.seq > (unreadAfter ?? 0)) {
      rows.push(mark('unread'));
      divided = true;
      previous = undefined;
    }
    row.first = startsGroup(previous, row);
    if (previous && !row.first) previous.last = false;
    rows.push(row);
    previous = row;
  }
  return previous;
}

/** The state of the conversation, in one line; undefined = its messages show it. */
function endOf({ conversation, timeline, outbox, refused }: ChatState, isQuiet: boolean) {
  const { status, agentName, humanRequestedAt } = conversation ?? {};
  if (status === 'resolved' || status === 'closed') return status;
  if (!conversation || refused || agentName || outbox.length) return undefined;
  if (humanRequestedAt) return 'personRequested';
  return isQuiet && timeline.messages.at(-1)?.senderType === 'visitor' ? 'notified' : undefined;
}

function mark<K extends 'older' | 'unread' | 'skeleton'>(kind: K): { key: K; kind: K } {
  return { key: kind, kind };
}

const ALONE = { kind: 'message', first: true, last: true, hasJoined: false, isBot: false, readAt: null, unsent: [], rated: undefined } as const;

/** Without `current` the conversation is over: no message is waiting anymore. */
function storedRows({ messages, hasOlder }: Timeline, current?: ChatState) {
  const agents = new Set<string>();
  const { conversation, outbox } = current ?? {};
  const own = messages.filter(({ senderType }) => current && senderType === 'visitor');
  const lastRead = own.findLast(({ seq }) => seq <= (conversation?.agentReadSeq ?? 0));
  const lastSent = outbox?.length ? undefined : own.at(-1);
  const isWithBot = conversation && !conversation.agentName && !messages.some(({ senderType }) => senderType === 'agent');

  return messages.map((message): MessageRow & { seq: number } => {
    const { _id, clientMessageId, seq, senderType, senderId, senderName, content, createdAt, answer } = message;
    // An own message keeps the key it had in the outbox, so that its line stays in place.
    if (senderType === 'visitor') {
      const state = message === lastRead ? 'read' : message === lastSent ? 'sent' : '';
      const readAt = state === 'read' ? (conversation?.agentReadAt ?? null) : null;
      return { ...ALONE, key: clientMessageId ?? _id, seq, content, createdAt, senderId: '', senderName: '', state, readAt };
    }
    const hasJoined = senderType === 'agent' && !hasOlder && !agents.has(senderId);
    agents.add(senderId);
    return {
      ...ALONE,
      key: _id,
      seq,
      content,
      createdAt,
      senderId: senderType + senderId,
      senderName,
      isBot: senderType === 'bot',
      hasJoined,
      state: '',
      rated: answer && isWithBot ? message : undefined,
    };
  });
}

function unsentRows({ outbox, late, clockAhead }: ChatState) {
  const stateOf = (item: OutboxItem) => (item.isRefused ? 'failed' : late.includes(item.clientMessageId) ? 'late' : 'sending');
  let run: string[] = [];
  return outbox.map((item, at): MessageRow & { seq: number } => {
    const { clientMessageId, content } = item;
    const state = stateOf(item);
    const next = outbox[at + 1];
    run.push(clientMessageId);
    // One line for all that wait alike, under the last of them.
    const isLast = !next || stateOf(next) !== state;
    const unsent = isLast && state !== 'sending' ? run : [];
    if (isLast) run = [];
    const createdAt = new Date((Date.parse(item.createdAt) || Date.now()) - clockAhead).toISOString();
    return { ...ALONE, key: clientMessageId, seq: 0, content, createdAt, senderId: '', senderName: '', unsent, state: isLast ? state : '' };
  });
}
