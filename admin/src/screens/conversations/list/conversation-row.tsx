import type { Conversation, ListedConversation } from '@supportchat/protocol';
import { memo } from 'react';
import { Link } from 'react-router';
import { openToWrite } from '../../../queries/conversations/open-state.ts';
import { useIsUnread } from '../../../queries/conversations/own-marks.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { type Waiting, waitingOf } from '../../../queries/conversations/waiting.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { classes } from '../../../ui/classes.ts';
import { formatExactTime } from '../../../ui/format/format-time.ts';
import { Ago, useNow } from '../../../ui/format/time.tsx';
import { Count, Tag } from '../../../ui/tag.tsx';
import { Highlighted } from './highlighted.tsx';
import { matchedParts } from './matched-parts.ts';
import { MatchPreview, RowPreview } from './row-preview.tsx';

/** Height of every row in px. */
export const ROW_HEIGHT = 64;

type RowProps = {
  conversation: ListedConversation;
  to: string;
  selected: boolean;
  /** It is no longer in this view. */
  isMuted: boolean;
  /** Name of the site, when several are shown. */
  siteName: string | undefined;
  /** The assigned agent, me included. */
  agentName: string | undefined;
  myId: string;
  /** What the list was searched for; '' in a view. */
  search: string;
  /** Fades in: it has just arrived. */
  isFresh: boolean;
};

/** One conversation in the list: two lines, always of the same height. */
export const ConversationRow = memo(function ConversationRow({ conversation, to, selected, isMuted, siteName, agentName, myId, search, isFresh }: RowProps) {
  const label = visitorLabel(conversation);
  const waiting = waitingOf(conversation, useNow());
  const unread = useIsUnread(conversation);
  return (
    <Link
      to={to}
      state={openToWrite}
      data-row={conversation._id}
      aria-current={selected ? 'true' : undefined}
      title={isMuted ? 'No longer in this view' : undefined}
      className={classes(
        'grid h-16 grid-cols-[26px_minmax(0,1fr)] content-center gap-x-2.5 border-b border-l-2 border-b-line border-l-transparent pr-3.5 pl-3 transition-colors hover:bg-hover focus-visible:outline-offset-[-2px] max-sm:pr-4 max-sm:pl-3.5',
        selected && 'border-l-accent bg-accent-soft hover:bg-accent-soft',
        isMuted && 'text-ink-2 *:font-normal [&>span:first-child]:grayscale',
        isFresh && 'late-row',
      )}
    >
      <Avatar name={label} className="row-span-2 mt-px" />
      <span className="flex min-w-0 items-center gap-1.5">
        <bdi className={classes('min-w-0 truncate', isMuted ? 'font-normal' : unread ? 'font-semibold' : 'font-medium')}>
          {search ? <Highlighted parts={matchedParts(label, search)} /> : label}
        </bdi>
        {siteName && <span className="min-w-0 flex-1 truncate text-small leading-5 text-ink-3 sm:max-md:hidden">{siteName}</span>}
        <span className="ml-auto shrink-0 pl-1">
          <RowTime conversation={conversation} waiting={waiting} selected={selected} />
        </span>
      </span>
      <span className="mt-0.5 flex min-w-0 items-center gap-1.5">
        {conversation.match ? (
          <MatchPreview match={conversation.match} search={search} selected={selected} />
        ) : (
          <RowPreview conversation={conversation} unread={unread} myId={myId} waiting={waiting} selected={selected} />
        )}
        {unread && <Count value={conversation.unreadCount || null} label="unread" />}
        {agentName && (
          <span title={`Assigned to ${agentName}`} className="shrink-0">
            <Avatar name={agentName} size="small" />
            <span className="sr-only">Assigned to {agentName}</span>
          </span>
        )}
      </span>
    </Link>
  );
});

/** How long the visitor has waited; without a wait, the state of a finished conversation, or the time of its last activity. */
function RowTime({ conversation, waiting, selected }: { conversation: Conversation; waiting: Waiting | null; selected: boolean }) {
  if (waiting) {
    return (
      <time dateTime={conversation.waitingSince ?? undefined} title={`Since ${formatExactTime(conversation.waitingSince ?? '')}`}>
        <Tag tone={waiting.tone === 'neutral' ? 'accent' : waiting.tone}>{waiting.label}</Tag>
      </time>
    );
  }
  const done = conversation.status === 'resolved' ? 'Resolved' : conversation.status === 'closed' ? 'Closed' : null;
  return (
    <span className={classes('text-small text-ink-3', selected && 'text-ink-2')}>
      {done && `${done} · `}
      {conversation.lastMessageAt && <Ago at={conversation.lastMessageAt} />}
    </span>
  );
}
