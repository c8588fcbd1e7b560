import type { Conversation } from '@supportchat/protocol';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Failure } from '../../../components/failure.tsx';
import { ApiError } from '../../../http/api-error.ts';
import { useConnection } from '../../../live/connection.ts';
import { emptyThread } from '../../../queries/conversations/thread-cache.ts';
import { shortLabel } from '../../../queries/conversations/visitor-label.ts';
import { useMe } from '../../../session/session.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useUnsent } from '../../../unsent/open-outbox.ts';
import { useThread } from '../use-conversations.ts';
import { useOwnName } from '../use-own-name.ts';
import { buildThread, type ThreadItem } from './build-thread.ts';
import { OlderMessages } from './older-messages.tsx';
import { Receipt, ThreadLine } from './thread-line.tsx';
import { ThreadSkeleton } from './thread-skeleton.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { useJumpToMessage } from './use-jump-to-message.ts';
import { useReadMarking } from './use-read-marking.ts';
import { useUnreadLine } from './use-unread-line.ts';

/** The messages of one conversation. Give it the conversation's id as `key`. */
export function MessageLog({ conversationId, conversation }: { conversationId: string; conversation: Conversation | undefined }) {
  const me = useMe();
  const { data, error, refetch } = useThread(conversationId);
  const thread = data ?? emptyThread;
  const unsent = useUnsent();
  const mine = useMemo(() => unsent.filter((item) => item.conversationId === conversationId), [unsent, conversationId]);
  const offline = useConnection((connection) => connection.state === 'offline');
  const lastSeq = thread.head;
  const ready = data !== undefined && conversation !== undefined;
  const unreadAfter = useUnreadLine(conversation, ready, lastSeq);
  const items = useMemo(
    () => buildThread({ messages: thread.messages, activity: thread.activity, unsent: mine, unreadAfter, hasOlder: thread.hasOlder, myId: me._id }),
    [thread, mine, unreadAfter, me._id],
  );
  const answered = newestAnswer(items);
  const myName = useOwnName(conversation?.visitorName ?? '');
  const { log, content, atEnd, scrollToEnd, showMessage } = useAnchoredScroll({ firstSeq: thread.messages[0]?.seq ?? 0, ready });
  useJumpToMessage({ conversationId, firstSeq: ready ? thread.messages[0]?.seq : undefined, show: showMessage });
  useReadMarking(ready ? conversation : undefined, log, lastSeq);

  const unsentCount = mine.length;
  const sentBefore = useRef(0);
  useEffect(() => {
    if (unsentCount > sentBefore.current) scrollToEnd(); // An own message is always shown.
    sentBefore.current = unsentCount;
  }, [unsentCount, scrollToEnd]);

  return (
    <div className="relative min-h-0 flex-1 print:static">
      <div
        ref={log}
        id="messages"
        role="log"
        aria-label="Messages"
        tabIndex={0}
        className="absolute inset-0 overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:outline-offset-[-2px] print:static"
      >
        <div ref={content} className="thread-column flex min-h-full flex-col justify-end pt-5 pb-2">
          {error && !data ? (
            <NotLoaded error={error} onRetry={() => void refetch()} />
          ) : !ready ? (
            offline ? (
              <EmptyState title="You are offline">Messages appear when you are back.</EmptyState>
            ) : (
              <ThreadSkeleton />
            )
          ) : (
            <>
              {thread.hasOlder && <OlderMessages conversationId={conversationId} log={log} firstSeq={thread.messages[0]?.seq ?? 0} />}
              <ol className="flex flex-col gap-0.5">
                {items.map((item) => (
                  <ThreadLine
                    key={item.key}
                    item={item}
                    myId={me._id}
                    myName={myName}
                    visitor={shortLabel(conversation)}
                    receipt={item === answered && <Receipt conversation={conversation} seq={answered.message.seq} />}
                  />
                ))}
              </ol>
            </>
          )}
        </div>
      </div>
      {!atEnd && <JumpPill unread={conversation?.unreadCount ?? 0} onClick={scrollToEnd} />}
    </div>
  );
}

/** Without a connection the messages are loaded once it is back; anything else can be retried. */
function NotLoaded({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiError && error.code === 'OFFLINE') return <EmptyState title="You are offline">Messages appear when you are back.</EmptyState>;
  return <Failure error={error} title="The messages could not be loaded" onRetry={onRetry} />;
}

function newestAnswer(items: ThreadItem[]) {
  const last = items.findLast((item) => item.kind === 'message' || item.kind === 'unsent');
  return last?.kind === 'message' && last.message.senderType === 'agent' ? last : undefined;
}

function JumpPill({ unread, onClick }: { unread: number; onClick: () => void }) {
  return (
    <PlainButton
      onClick={onClick}
      className="absolute bottom-3 left-1/2 flex h-8 print:hidden -translate-x-1/2 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 font-medium shadow-high hover:bg-hover"
    >
      <ArrowDown className="size-4" aria-hidden />
      {unread > 0 ? `${unread} new` : 'Latest messages'}
    </PlainButton>
  );
}
