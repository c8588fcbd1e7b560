import { isSameDay, startsGroup } from '@supportchat/delivery/group';
import type { OutboxItem } from '@supportchat/delivery/outbox';
import type { Message, ThreadEntry } from '@supportchat/protocol';

/** What a thread shows, top to bottom. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'entry'; key: string; entry: ThreadEntry }
  | { kind: 'unread'; key: string }
  | {
      kind: 'message';
      key: string;
      message: Message;
      /** First of a group: name and time are above it. */
      startsGroup: boolean;
    }
  | {
      kind: 'unsent';
      key: string;
      item: OutboxItem;
      startsGroup: boolean;
      /** Shows under it that it is waiting; a rejected one always does. */
      showsState: boolean;
    };

type Input = {
  messages: readonly Message[];
  activity: readonly ThreadEntry[];
  unsent: readonly OutboxItem[];
  /** The unread line is before the first visitor message after this `seq`; null = no line. */
  unreadAfter: number | null;
  /** ThreadEntry before the oldest loaded message is hidden while there is more history. */
  hasOlder: boolean;
  myId: string;
};

/** Builds the thread: messages by `seq`, activity between them by time, a line for each new day, own unsent messages last. */
export function buildThread({ messages, activity, unsent, unreadAfter, hasOlder, myId }: Input): ThreadItem[] {
  const items: ThreadItem[] = [];
  const from = messages[0]?.createdAt;
  const happened = activity.filter((each) => !hasOlder || (from !== undefined && each.at >= from));
  let next = 0;
  let day = '';
  let previous: { senderId: string; createdAt: string } | undefined;
  let unreadShown = unreadAfter === null;

  const startDay = (at: string) => {
    if (isSameDay(day, at)) return;
    day = at;
    previous = undefined;
    items.push({ kind: 'day', key: `day-${at}-${items.length}`, at });
  };
  const showActivityUntil = (at: string | null) => {
    for (let each = happened[next]; each && (at === null || each.at <= at); each = happened[++next]) {
      startDay(each.at);
      previous = undefined;
      items.push({ kind: 'entry', key: each._id, entry: each });
    }
  };
  const isFirst = (senderId: string, createdAt: string) => {
    const line = { senderId, createdAt };
    const starts = startsGroup(previous, line);
    previous = line;
    return starts;
  };

  for (const message of messages) {
    showActivityUntil(message.createdAt);
    startDay(message.createdAt);
    if (!unreadShown && message.senderType === 'visitor' && unreadAfter !== null && message.seq > unreadAfter) {
      unreadShown = true;
      previous = undefined;
      items.push({ kind: 'unread', key: 'unread' });
    }
    items.push({ kind: 'message', key: message.clientMessageId ?? message._id, message, startsGroup: isFirst(senderKey(message), message.createdAt) });
  }
  showActivityUntil(null);

  const stored = new Set(messages.map((message) => message.clientMessageId));
  const waiting = unsent.filter((item) => !stored.has(item.clientMessageId)); // the others are stored; their acks have not arrived yet
  const lastWaiting = waiting.findLast((item) => !item.isRefused);
  for (const item of waiting) {
    startDay(item.createdAt);
    const showsState = item.isRefused || item === lastWaiting;
    items.push({ kind: 'unsent', key: item.clientMessageId, item, startsGroup: isFirst(`agent:${myId}`, item.createdAt), showsState });
  }
  return items;
}

/** A bot's answer never joins another's group, as each names its own source. */
const senderKey = (message: Message) => (message.senderType === 'bot' ? `bot:${message._id}` : `${message.senderType}:${message.senderId}`);
