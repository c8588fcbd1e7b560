import { ApiError } from '../api.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { Composer } from './composer.tsx';
import { MessageLog } from './message-log.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { useVisitorTyping } from './typing-visitors.ts';
import { useConversation } from './use-conversations.ts';
import { shortLabel, visitorLabel } from './visitor-label.ts';

type ThreadProps = { conversationId: string; backTo: string; onDetails: () => void };

/** The middle pane: header, messages, message box. */
export function ThreadPane({ conversationId, backTo, onDetails }: ThreadProps) {
  const { data: conversation, error, refetch } = useConversation(conversationId);
  const typing = useVisitorTyping(conversationId);
  usePageTitle(conversation ? visitorLabel(conversation) : 'Live Chat');

  if (error && !conversation) {
    const gone = error instanceof ApiError && error.code === 'NOT_FOUND';
    return gone ? (
      <EmptyState title="This conversation is not there" action={<ButtonLink to={backTo}>Back to the list</ButtonLink>}>
        It was deleted, or it belongs to a site that you do not see.
      </EmptyState>
    ) : (
      <Failure error={error} title="The conversation could not be loaded" onRetry={() => void refetch()} />
    );
  }
  return (
    <section
      aria-label={conversation ? `Conversation with ${visitorLabel(conversation)}` : 'Conversation'}
      className="@container flex h-full min-w-0 flex-col bg-surface"
    >
      {conversation ? (
        <ThreadHeader conversation={conversation} backTo={backTo} onDetails={onDetails} />
      ) : (
        <div className="h-[49px] shrink-0 border-b border-line" />
      )}
      <MessageLog key={`log-${conversationId}`} conversationId={conversationId} conversation={conversation} />
      <div role="status" className="flex h-[30px] shrink-0 items-center gap-2 px-[18px] text-small text-ink-3 sm:px-[30px]">
        {typing && conversation && (
          <>
            <span aria-hidden className="inline-flex gap-[3px]">
              {[0, 1, 2].map((dot) => (
                <i key={dot} className="breathe size-[5px] rounded-full bg-ink-3" />
              ))}
            </span>
            {shortLabel(conversation)} is typing
          </>
        )}
      </div>
      {conversation?.status === 'closed' ? (
        <p className="border-t border-line px-5 py-4 text-center text-ink-2">This conversation is closed. A new message from the visitor starts a new one.</p>
      ) : (
        conversation && <Composer key={`composer-${conversationId}`} conversation={conversation} />
      )}
    </section>
  );
}
