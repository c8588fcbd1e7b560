import type { Conversation } from '@supportchat/protocol';
import { Failure } from '../../components/failure.tsx';
import { ApiError } from '../../http/api-error.ts';
import { visitorLabel } from '../../queries/conversations/visitor-label.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { Composer } from './composer/composer.tsx';
import { KeptDraft } from './composer/kept-draft.tsx';
import { MessageLog } from './thread/message-log.tsx';
import { ThreadHeader } from './thread/thread-header.tsx';
import { TypingLine } from './thread/typing-line.tsx';
import { useConversation, useThread } from './use-conversations.ts';
import type { Inbox } from './use-inbox.ts';
import { useOwnName } from './use-own-name.ts';

type ThreadProps = { conversationId: string; backTo: string; inbox: Inbox; onDetails: () => void };

/** The middle pane: header, messages, message box. */
export function ThreadPane({ conversationId, backTo, inbox, onDetails }: ThreadProps) {
  const { data: conversation, error, refetch } = useConversation(conversationId);
  usePageTitle(conversation ? visitorLabel(conversation) : 'Live Chat');

  // Deleted while it was open: what the list knew about it is still available as data.
  const gone = error instanceof ApiError && error.code === 'NOT_FOUND';
  if (gone || (error && !conversation)) {
    return gone ? (
      <div className="flex h-full flex-col bg-surface">
        <EmptyState title="Conversation not found" action={<ButtonLink to={backTo}>Back to the list</ButtonLink>}>
          It was deleted, or it belongs to a site that you cannot see.
        </EmptyState>
        <KeptDraft conversationId={conversationId} />
      </div>
    ) : (
      <Failure error={error} title="The conversation could not be loaded" onRetry={() => void refetch()} />
    );
  }
  return (
    <section
      aria-label={conversation ? `Conversation with ${visitorLabel(conversation)}` : 'Conversation'}
      className="@container flex h-full min-w-0 flex-col bg-surface print:block"
    >
      {conversation ? (
        <ThreadHeader conversation={conversation} backTo={backTo} inbox={inbox} onDetails={onDetails} />
      ) : (
        <div className="h-[49px] shrink-0 border-b border-line" />
      )}
      <MessageLog key={`log-${conversationId}`} conversationId={conversationId} conversation={conversation} />
      {conversation && <TypingLine conversation={conversation} />}
      {conversation?.status === 'closed' ? (
        <ClosedNote conversation={conversation} />
      ) : (
        conversation && <Composer key={`composer-${conversationId}`} conversation={conversation} />
      )}
    </section>
  );
}

/** In place of the message box: who closed it, and the text that was being written. */
function ClosedNote({ conversation }: { conversation: Conversation }) {
  const myName = useOwnName(conversation.visitorName);
  const { data: thread } = useThread(conversation._id);
  const actor = thread?.activity.findLast(({ kind }) => kind === 'closed')?.actor.name;
  const closedBy = actor === myName ? 'You' : actor;
  return (
    <div className="border-t border-line print:hidden">
      <p className="px-5 py-3 text-center text-ink-2">
        {closedBy ? (
          <>
            <bdi>{closedBy}</bdi> closed this conversation.
          </>
        ) : (
          'This conversation is closed.'
        )}{' '}
        A new message from the visitor starts a new one.
      </p>
      <KeptDraft conversationId={conversation._id} />
    </div>
  );
}
