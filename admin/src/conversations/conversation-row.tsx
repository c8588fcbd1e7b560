import type { Conversation } from '@supportchat/protocol';
import { memo } from 'react';
import { Link } from 'react-router';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Count, Tag } from '../ui/tag.tsx';
import { Ago, useNow } from '../ui/time.tsx';
import { useDraft } from './drafts.ts';
import { useVisitorTyping } from './typing-visitors.ts';
import { visitorLabel } from './visitor-label.ts';
import { waitingWords } from './waiting-words.ts';

type RowProps = {
  conversation: Conversation;
  to: string;
  selected: boolean;
  /** Name of the site, when several are shown. */
  siteName: string | undefined;
  /** Name of a colleague who has it. */
  agentName: string | undefined;
  myName: string;
};

/** One conversation in the list. */
export const ConversationRow = memo(function ConversationRow({ conversation, to, selected, siteName, agentName, myName }: RowProps) {
  const label = visitorLabel(conversation);
  const unread = conversation.unreadCount;
  const waiting = waitingWords(conversation, useNow());
  const hasTags = Boolean(waiting || siteName || agentName);
  const count = <Count value={unread} label="unread" className="ml-auto self-center" />;
  return (
    <Link
      to={to}
      data-row={conversation._id}
      aria-current={selected ? 'true' : undefined}
      className={classes(
        'grid grid-cols-[26px_minmax(0,1fr)_auto] gap-x-2.5 border-b border-l-2 border-b-line border-l-transparent py-2.5 pr-3.5 pl-3 transition-colors hover:bg-hover focus-visible:outline-offset-[-2px] max-sm:py-3 max-sm:pr-4 max-sm:pl-3.5',
        selected && 'border-l-accent bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <Avatar name={label} className="row-span-3" />
      <span className={classes('truncate font-medium', unread > 0 && 'font-semibold')}>{label}</span>
      {conversation.lastMessageAt && <Ago at={conversation.lastMessageAt} className={classes('text-small text-ink-3', selected && 'text-ink-2')} />}
      <Preview conversation={conversation} myName={myName} unread={unread > 0} selected={selected} wide={hasTags || unread === 0} />
      {hasTags ? (
        <span className="col-start-2 col-end-4 mt-[5px] flex min-w-0 items-center gap-1">
          {waiting && (
            <Tag tone="warn" className="shrink-0">
              {waiting}
            </Tag>
          )}
          {siteName && <Tag className="min-w-0 shrink">{siteName}</Tag>}
          {agentName && <Tag className="min-w-0 shrink">{agentName}</Tag>}
          {count}
        </span>
      ) : (
        count
      )}
    </Link>
  );
});

type PreviewProps = { conversation: Conversation; myName: string; unread: boolean; selected: boolean /** Takes the count's place, too. */; wide: boolean };

function Preview({ conversation, myName, unread, selected, wide }: PreviewProps) {
  const draft = useDraft(conversation._id);
  const typing = useVisitorTyping(conversation._id);
  const last = conversation.lastMessage;
  const line = classes('truncate text-ink-3', wide && 'col-span-2');
  if (typing) return <span className={classes(line, 'text-accent-text')}>typing…</span>;
  if (draft !== '' && !selected) {
    return (
      <span className={line}>
        <span className="font-medium text-accent-text">Draft:</span> {draft}
      </span>
    );
  }
  const by = last?.senderType === 'bot' ? 'Bot: ' : last?.senderType === 'agent' ? (last.senderName === myName ? 'You: ' : `${last.senderName}: `) : '';
  return <span className={classes(line, selected && 'text-ink-2', unread && 'font-medium text-ink')}>{last && by + last.content}</span>;
}
