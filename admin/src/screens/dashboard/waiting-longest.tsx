import type { Conversation } from '@supportchat/protocol';
import { Link } from 'react-router';
import { Failure } from '../../components/failure.tsx';
import { visitorLabel } from '../../queries/conversations/visitor-label.ts';
import { waitingOf } from '../../queries/conversations/waiting.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { plural } from '../../ui/format/format-number.ts';
import { formatExactTime, formatWait } from '../../ui/format/format-time.ts';
import { useNow } from '../../ui/format/time.tsx';
import { Card } from '../../ui/page/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MAX_WAITING_SHOWN, useWaiting } from './use-live-figures.ts';

/** Who has waited longest for an answer; `total` is how many are waiting altogether. */
export function WaitingLongest({ siteId, total }: { siteId: string | null; total: number | undefined }) {
  const waiting = useWaiting(siteId);
  const rows = waiting.data ?? [];
  const more = (total ?? rows.length) - rows.length;
  return (
    <Card>
      <section aria-labelledby="waiting-title">
        <h2 id="waiting-title" className="mb-1 text-read font-semibold">
          Waiting longest
        </h2>
        {waiting.isPending && (
          <div role="status" aria-label="Loading" className="flex flex-col gap-4 py-2">
            {[0, 1, 2].map((row) => (
              <Skeleton key={row} className="h-5" />
            ))}
          </div>
        )}
        {waiting.isError && !waiting.data && <Failure className="px-0 py-4" error={waiting.error} onRetry={() => void waiting.refetch()} />}
        {waiting.data?.length === 0 && <p className="py-1 text-ink-2">No one is waiting for an answer.</p>}
        {rows.length > 0 && (
          <ul className="-mx-2">
            {rows.map((conversation) => (
              <WaitingRow key={conversation._id} conversation={conversation} />
            ))}
          </ul>
        )}
        {rows.length === MAX_WAITING_SHOWN && more > 0 && (
          <Link to="/conversations/waiting" className="mt-1 inline-block text-accent-text hover:underline">
            {plural(more, 'more', 'more')}
          </Link>
        )}
      </section>
    </Card>
  );
}

function WaitingRow({ conversation }: { conversation: Conversation }) {
  const now = useNow();
  const name = visitorLabel(conversation);
  const since = conversation.waitingSince;
  const tone = waitingOf(conversation, now)?.tone;
  return (
    <li className="border-b border-line last:border-0">
      <Link
        to={`/conversations/waiting/${conversation._id}`}
        className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-s px-2 py-2.5 transition-colors hover:bg-hover"
      >
        <Avatar name={name} className="row-span-2 self-start" />
        <span className="truncate font-medium">{name}</span>
        {since && (
          <time
            dateTime={since}
            title={`Since ${formatExactTime(since)}`}
            className={classes('text-small', tone === 'bad' ? 'text-bad' : tone === 'warn' ? 'text-warn' : 'text-ink-3')}
          >
            {formatWait(since, now)}
          </time>
        )}
        <span className="col-span-2 col-start-2 truncate text-ink-3">{conversation.lastMessage?.content}</span>
      </Link>
    </li>
  );
}
