import type { Conversation } from '@supportchat/protocol';
import type { ReactNode } from 'react';
import { formatDay, formatExactTime, formatTimeOfDay } from '../../../ui/format/format-time.ts';
import { useNow } from '../../../ui/format/time.tsx';
import type { ThreadItem } from './build-thread.ts';
import { EntryLine } from './entry-line.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { UnsentBubble } from './unsent-bubble.tsx';

type ThreadLineProps = { item: ThreadItem; myId: string; myName: string | null; visitor: string; receipt: ReactNode };

/** One line of the thread: a message, an activity, or a line between messages. */
export function ThreadLine({ item, myId, myName, visitor, receipt }: ThreadLineProps) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />;
    case 'entry':
      return <EntryLine entry={item.entry} myName={myName} />;
    case 'unread':
      return (
        <li
          data-unread
          className="my-3 flex items-center gap-3 text-small font-medium text-accent-text before:h-px before:flex-1 before:bg-accent/40 after:h-px after:flex-1 after:bg-accent/40"
        >
          New messages
        </li>
      );
    case 'message':
      return (
        <MessageBubble
          message={item.message}
          startsGroup={item.startsGroup}
          mine={item.message.senderType === 'agent' && item.message.senderId === myId}
          visitor={visitor}
          below={receipt}
        />
      );
    case 'unsent':
      return <UnsentBubble item={item.item} startsGroup={item.startsGroup} showsState={item.showsState} />;
  }
}

function DayLine({ at }: { at: string }) {
  return <li className="mt-2 mb-2.5 self-center text-[11.5px] text-ink-3 first:mt-1">{formatDay(at, useNow())}</li>;
}

/** Under the newest message, where an agent wrote it: sent, or seen and when. */
export function Receipt({ conversation, seq }: { conversation: Conversation; seq: number }) {
  const seen = conversation.visitorReadSeq >= seq && conversation.visitorReadAt !== null;
  return (
    <div className="mx-0.5 mt-[3px] self-end text-[11.5px] text-ink-3" title={seen ? formatExactTime(conversation.visitorReadAt ?? '') : undefined}>
      {seen ? `Seen ${formatTimeOfDay(conversation.visitorReadAt ?? '')}` : 'Sent'}
    </div>
  );
}
