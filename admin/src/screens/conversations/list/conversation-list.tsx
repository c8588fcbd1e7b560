import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { Failure } from '../../../components/failure.tsx';
import { trimLists } from '../../../queries/conversations/apply-events.ts';
import type { ListParams } from '../../../queries/conversations/list-cache.ts';
import { matchesList, rowsOf } from '../../../queries/conversations/list-cache.ts';
import { useAgents } from '../../../queries/use-agents.ts';
import { useSiteChoice } from '../../../queries/use-site-choice.ts';
import { useSites } from '../../../queries/use-sites.ts';
import { useMe } from '../../../session/session.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { useConversation, useConversationList } from '../use-conversations.ts';
import type { ListRow } from '../use-inbox.ts';
import { ConversationRow, ROW_HEIGHT } from './conversation-row.tsx';
import { rememberScroll, scrollOffsetOf } from './last-location.ts';
import { NoConversations } from './no-conversations.tsx';
import { useNewRows } from './use-new-rows.ts';
import { useRows } from './use-rows.ts';

/** How many pages of a list that was left stay in memory, and with them its scroll position. */
const PAGES_KEPT = 6;

type ListProps = {
  params: ListParams;
  viewId: string;
  selectedId: string | undefined;
  linkTo: (conversationId: string, seq?: number) => string;
  onClearSearch: () => void;
  /** The rows in this view, used to move from one to the next. */
  order: RefObject<ListRow[]>;
  /** The first page has loaded. */
  onLoaded: () => void;
};

/** The rows of one view or search; loads more towards the end and draws only what is visible. Give it its `params` as `key`. */
export function ConversationList({ params, viewId, selectedId, linkTo, onClearSearch, order, onLoaded }: ListProps) {
  const me = useMe();
  const { data: sites = [] } = useSites();
  const { data: agents = [] } = useAgents();
  const site = useSiteChoice();
  const name = JSON.stringify(params);
  const list = useConversationList(params);
  const all = useMemo(() => rowsOf(list.data), [list.data]);
  const { data: open } = useConversation(selectedId);
  const { rows, held, release, pointer } = useRows(all, open && { conversation: open, belongs: matchesList(open, params, me._id) !== false });
  const isFresh = useNewRows(all, list.isFetched);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: (index) => rows[index]?.conversation._id ?? index,
    initialOffset: () => scrollOffsetOf(name),
  });
  useEffect(() => () => trimLists(PAGES_KEPT), []);
  const offset = virtual.scrollOffset ?? 0;
  useEffect(() => rememberScroll(name, offset), [name, offset]);
  const drawn = virtual.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && lastDrawn >= rows.length - 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, lastDrawn, rows.length]);

  const selectedIndex = rows.findIndex((row) => row.conversation._id === selectedId);
  useEffect(() => {
    if (!list.isSuccess) {
      order.current = [];
      return;
    }
    order.current = rows
      .filter((row) => !row.isMuted || row.conversation._id === selectedId)
      .map(({ conversation }) => ({ id: conversation._id, seq: conversation.match?.seq }));
    onLoaded();
  });
  const isThere = selectedIndex !== -1;
  const showSelected = useRef(() => {});
  showSelected.current = () => virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  useEffect(() => {
    // Once per opened conversation, not per move of its row: the list stays where it was scrolled to.
    if (selectedId && isThere) showSelected.current();
  }, [selectedId, isThere]);

  if (list.isError && !list.data) return <Failure error={list.error} title="The conversations could not be loaded" onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label="Loading conversations" />;
  if (rows.length === 0 && held === 0) return <NoConversations viewId={viewId} search={params.search ?? ''} onClearSearch={onClearSearch} />;

  const agentName = (id: string | null) => (id ? (agents.find((agent) => agent._id === id)?.name ?? 'a former colleague') : undefined);
  const siteName = (id: string) => (site === null && sites.length > 1 ? sites.find((each) => each._id === id)?.name : undefined);
  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain" {...pointer}>
      {held > 0 && (
        <PlainButton
          onClick={release}
          className="sticky top-2 left-1/2 z-10 -mb-8 block h-8 -translate-x-1/2 rounded-full border border-line-strong bg-surface px-3 font-medium shadow-high hover:bg-hover"
        >
          {held} new
        </PlainButton>
      )}
      <ul aria-label="Conversations" className="relative" style={{ height: virtual.getTotalSize() }}>
        {drawn.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const { conversation } = row;
          return (
            <li
              key={key}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <ConversationRow
                conversation={conversation}
                to={linkTo(conversation._id, conversation.match?.seq)}
                selected={conversation._id === selectedId}
                isMuted={row.isMuted}
                siteName={siteName(conversation.siteId)}
                agentName={agentName(conversation.assignedAgent)}
                myId={me._id}
                search={params.search ?? ''}
                isFresh={isFresh(conversation._id)}
              />
            </li>
          );
        })}
      </ul>
      {isFetchingNextPage && <SkeletonRows count={2} label="Loading more conversations" />}
      {isFetchNextPageError && <Failure className="py-6" error={list.error} title="More could not be loaded" onRetry={() => void fetchNextPage()} />}
    </div>
  );
}
