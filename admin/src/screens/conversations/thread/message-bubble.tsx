import type { Message } from '@supportchat/protocol';
import { memo, type ReactNode } from 'react';
import { classes } from '../../../ui/classes.ts';
import { formatExactTime, formatTimeOfDay } from '../../../ui/format/format-time.ts';
import { LinkedText } from './linked-text.tsx';

type BubbleProps = {
  side: 'in' | 'out' | 'bot';
  who: ReactNode | null;
  seq?: number;
  faded?: boolean;
  children: ReactNode;
  /** Under the bubble. */
  below?: ReactNode;
};

/** One bubble with, above the first of a group, who wrote it and when. */
export function Bubble({ side, who, seq, faded = false, children, below }: BubbleProps) {
  return (
    <li className={classes('message-row flex scroll-mt-6 flex-col', side === 'in' ? 'items-start' : 'items-end')} data-seq={seq}>
      {who && (
        <div className={classes('mx-0.5 mt-3 mb-1 flex max-w-[calc(100%-4px)] gap-x-1.5 text-small text-ink-3', side === 'bot' && 'flex-wrap justify-end')}>
          {who}
        </div>
      )}
      <div
        dir="auto"
        className={classes(
          'print:border print:border-line max-w-[min(70%,72ch)] rounded-l px-3 py-2 text-read break-words whitespace-pre-wrap @max-[480px]:max-w-[86%]',
          side === 'in' && 'rounded-bl-xs bg-sunken',
          side === 'out' && 'rounded-br-xs bg-accent-soft',
          side === 'bot' && 'rounded-br-xs border border-dashed border-line-strong',
          faded && 'opacity-70',
        )}
      >
        {children}
      </div>
      {below}
    </li>
  );
}

type MessageBubbleProps = {
  message: Message;
  startsGroup: boolean;
  mine: boolean;
  /** What the visitor is called in this conversation. */
  visitor: string;
  below: ReactNode;
};

/** A stored message. */
export const MessageBubble = memo(function MessageBubble({ message, startsGroup, mine, visitor, below }: MessageBubbleProps) {
  const side = message.senderType === 'visitor' ? 'in' : message.senderType === 'bot' ? 'bot' : 'out';
  const sender = mine ? 'You' : side === 'in' ? visitor : side === 'bot' ? 'Bot' : message.senderName;
  return (
    <Bubble side={side} seq={message.seq} who={startsGroup ? <SenderAndTime message={message} sender={sender} /> : null} below={below}>
      {!startsGroup && <span className="sr-only">{sender}: </span>}
      <LinkedText text={message.content} />
    </Bubble>
  );
});

function SenderAndTime({ message, sender }: { message: Message; sender: string }) {
  const time = (
    <time dateTime={message.createdAt} title={formatExactTime(message.createdAt)}>
      {formatTimeOfDay(message.createdAt)}
    </time>
  );
  if (message.senderType !== 'bot') {
    return (
      <>
        <b className="min-w-0 truncate font-medium text-ink-2">
          <bdi>{sender}</bdi>
        </b>
        {time}
      </>
    );
  }
  const { answer } = message;
  return (
    <>
      <b className="font-medium text-ink-2">{sender}</b>
      {answer && (
        <span className="min-w-0 break-words">
          answered from “<bdi>{answer.question}</bdi>” · {Math.round(answer.probability * 100)}%
        </span>
      )}
      {answer?.helpful != null && <span>· {answer.helpful ? 'the visitor said it helped' : 'the visitor said it did not help'}</span>}
      {time}
    </>
  );
}
