import type { Conversation, SearchMatch } from '@supportchat/protocol';
import { useColleagues } from '../../../queries/conversations/colleagues.ts';
import { useIsVisitorTyping } from '../../../queries/conversations/typing-visitors.ts';
import type { Waiting } from '../../../queries/conversations/waiting.ts';
import { classes } from '../../../ui/classes.ts';
import { useDraft } from '../../../unsent/drafts.ts';
import { Highlighted } from './highlighted.tsx';
import { partsAroundMatch } from './matched-parts.ts';
import { senderPrefix } from './sender-prefix.ts';

type PreviewProps = { conversation: Conversation; unread: boolean; myId: string; waiting: Waiting | null; selected: boolean };

/** The second line of a row: who is typing, otherwise the draft, otherwise the newest message. */
export function RowPreview({ conversation, unread, myId, waiting, selected }: PreviewProps) {
  const draft = useDraft(conversation._id);
  const visitorTyping = useIsVisitorTyping(conversation._id);
  const agentTyping = useColleagues(conversation._id).find(({ isTyping }) => isTyping);
  const line = classes('min-w-0 flex-1 truncate text-ink-3', selected && 'text-ink-2');
  if (visitorTyping || agentTyping)
    return <span className={classes(line, 'text-accent-text')}>{visitorTyping ? 'typing…' : `${agentTyping?.name} is typing…`}</span>;
  if (draft !== '' && !selected) {
    return (
      <span className={line}>
        <span className="font-medium text-accent-text">Draft:</span> <bdi>{draft}</bdi>
      </span>
    );
  }
  const last = conversation.lastMessage;
  return (
    <span className={classes(line, unread && 'font-medium text-ink')}>
      {waiting?.asked && <span className="text-warn">Asked for a person · </span>}
      {last && (
        <>
          {senderPrefix(last, myId)}
          <bdi>{last.content}</bdi>
        </>
      )}
    </span>
  );
}

/** The second line of a search result's row: the matching message, with its words highlighted. */
export function MatchPreview({ match, search, selected }: { match: SearchMatch; search: string; selected: boolean }) {
  return (
    <bdi className={classes('min-w-0 flex-1 truncate text-ink-3', selected && 'text-ink-2')}>
      <Highlighted parts={partsAroundMatch(match.excerpt, search)} />
    </bdi>
  );
}
