import type { Conversation } from '@supportchat/protocol';
import { Link } from 'react-router';
import { visitorLabel } from '../conversations/visitor-label.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { plural } from '../ui/number-words.ts';
import { Card } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useNow } from '../ui/time.tsx';
import { exactWords, waitWords } from '../ui/time-words.ts';
import { useWaiting } from './use-live.ts';

const SHOWN = 6;

/** Who has waited longest for an answer. */
export function WaitingLongest({ siteId }: { siteId: string | null }) {
  const waiting = useWaiting(siteId);
  const rows = waiting.data ?? [];
  return (
    <Card>
      <section aria-labelledby="waiting-title">
        <h2 id="waiting-title" className="mb-2.5 text-read font-semibold">
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
        {waiting.data?.length === 0 && <p className="py-1 text-ink-2">Nobody waits for an answer.</p>}
        {rows.length > 0 && (
          <ul>
            {rows.slice(0, SHOWN).map((conversation) => (
              <WaitingRow key={conversation._id} conversation={conversation} />
            ))}
          </ul>
        )}
        {rows.length > SHOWN && (
          <Link to="/conversations/waiting" className="mt-2 inline-block text-accent-text hover:underline">
            And {plural(rows.length - SHOWN, 'more', 'more')}
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
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-0.5 py-2.5 not-last:border-b not-last:border-line first:pt-0 last:pb-0">
      <span className="truncate font-medium">{name}</span>
      {since && (
        <time dateTime={since} title={`Since ${exactWords(since)}`} className="text-warn">
          {waitWords(since, now)}
        </time>
      )}
      <ButtonLink to={`/conversations/waiting/${conversation._id}`} aria-label={`Open ${name}`} className="row-span-2">
        Open
      </ButtonLink>
      <span className="col-span-2 col-start-1 row-start-2 truncate text-ink-3">{conversation.lastMessage?.content}</span>
    </li>
  );
}
