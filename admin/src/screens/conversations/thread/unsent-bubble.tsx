import type { OutboxItem } from '@supportchat/delivery/outbox';
import { useConnection } from '../../../live/connection.ts';
import { formatTimeOfDay } from '../../../ui/format/format-time.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { getOutbox } from '../../../unsent/open-outbox.ts';
import { LinkedText } from './linked-text.tsx';
import { Bubble } from './message-bubble.tsx';

const linkClasses = 'rounded-xs font-medium text-accent-text underline underline-offset-2';

/** An own message that the server has not stored yet, and what can be done about it. */
export function UnsentBubble({ item, startsGroup, showsState }: { item: OutboxItem; startsGroup: boolean; showsState: boolean }) {
  return (
    <Bubble
      side="out"
      faded={!item.isRefused}
      below={showsState && <State item={item} />}
      who={
        startsGroup ? (
          <>
            <b className="font-medium text-ink-2">You</b> <time dateTime={item.createdAt}>{formatTimeOfDay(item.createdAt)}</time>
          </>
        ) : null
      }
    >
      <LinkedText text={item.content} />
    </Bubble>
  );
}

/** Under the bubble: rejected and why, or sending. */
function State({ item }: { item: OutboxItem }) {
  const online = useConnection((state) => state.state === 'online');
  const isSlow = useConnection((state) => state.isSlow);
  return (
    <div className="mx-0.5 mt-[3px] flex flex-wrap justify-end gap-x-2 self-end text-tiny text-ink-3">
      {item.isRefused ? (
        <div role="alert" className="flex flex-wrap justify-end gap-x-2 text-bad">
          <span className="font-medium">Not sent</span>
          <span title={item.failure?.requestId && `Request ${item.failure.requestId}`}>{item.failure?.message}</span>
          <PlainButton className={linkClasses} onClick={() => getOutbox().retry(item.clientMessageId)}>
            Retry
          </PlainButton>
          <PlainButton className={linkClasses} onClick={() => getOutbox().remove(item.clientMessageId)}>
            Delete
          </PlainButton>
        </div>
      ) : (
        <span role="status">{!online ? 'Waiting to send' : isSlow ? 'Not confirmed yet. Still trying.' : 'Sending…'}</span>
      )}
    </div>
  );
}
