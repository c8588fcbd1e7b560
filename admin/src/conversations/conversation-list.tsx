import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useAgents, useSites } from '../queries.ts';
import { useMe } from '../session.ts';
import { useSiteChoice } from '../shell/site-choice.ts';
import { Failure } from '../ui/failure.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { trimLists } from './apply-events.ts';
import { ConversationRow } from './conversation-row.tsx';
import type { ListParams } from './list-cache.ts';
import { rowsOf } from './list-cache.ts';
import { NoConversations } from './no-conversations.tsx';
import { useConversationList } from './use-conversations.ts';
import { useSteadyRows } from './use-steady-rows.ts';

/** Pages that stay in memory of a list that was left. */
const PAGES_KEPT = 2;

type ListProps = { params: ListParams; viewId: string; selectedId: string | undefined; linkTo: (conversationId: string) => string; onClearSearch: () => void };

/** The rows of one view or search; loads more towards the end and draws only what is in sight. */
export function ConversationList({ params, viewId, selectedId, linkTo, onClearSearch }: ListProps) {
  const me = useMe();
  const { data: sites = [] } = useSites();
  const { data: agents = [] } = useAgents();
  const site = useSiteChoice();
  const list = useConversationList(params);
  const all = useMemo(() => rowsOf(list.data), [list.data]);
  const { rows, held, release, pointer } = useSteadyRows(all);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 88,
    overscan: 12,
    getItemKey: (index) => rows[index]?._id ?? index,
  });
  useEffect(() => () => trimLists(PAGES_KEPT), []);
  const drawn = virtual.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && lastDrawn >= rows.length - 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, lastDrawn, rows.length]);
  useMoveKeys({ ids: useMemo(() => rows.map((row) => row._id), [rows]), selectedId, scrollTo: (index) => virtual.scrollToIndex(index) });

  if (list.isError && !list.data) return <Failure error={list.error} title="The conversations could not be loaded" onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label="Loading conversations" />;
  if (rows.length === 0 && held === 0) return <NoConversations viewId={viewId} search={params.search ?? ''} onClearSearch={onClearSearch} />;

  const agentName = (id: string | null) => (id && id !== me._id ? agents.find((agent) => agent._id === id)?.name : undefined);
  const siteName = (id: string) => (site === null && sites.length > 1 ? sites.find((each) => each._id === id)?.name : undefined);
  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain" {...pointer}>
      {held > 0 && (
        <button
          type="button"
          onClick={release}
          className="sticky top-2 left-1/2 z-10 -mb-8 block h-8 -translate-x-1/2 rounded-full border border-line-strong bg-surface px-3 font-medium shadow-high hover:bg-hover"
        >
          {held} new
        </button>
      )}
      <ul aria-label="Conversations" className="relative" style={{ height: virtual.getTotalSize() }}>
        {drawn.map(({ index, key, start }) => {
          const conversation = rows[index];
          return (
            conversation && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <ConversationRow
                  conversation={conversation}
                  to={linkTo(conversation._id)}
                  selected={conversation._id === selectedId}
                  siteName={siteName(conversation.siteId)}
                  agentName={agentName(conversation.assignedAgent)}
                  myName={me.name}
                />
              </li>
            )
          );
        })}
      </ul>
      {isFetchingNextPage && <SkeletonRows count={2} label="Loading more conversations" />}
      {isFetchNextPageError && <Failure className="py-6" error={list.error} title="More could not be loaded" onRetry={() => void fetchNextPage()} />}
    </div>
  );
}

/** `move-row` events of the keyboard (j, k): the focus goes to the next or previous row. */
function useMoveKeys({ ids, selectedId, scrollTo }: { ids: string[]; selectedId: string | undefined; scrollTo: (index: number) => void }) {
  useEffect(() => {
    const move = (event: Event) => {
      const step = (event as CustomEvent<1 | -1>).detail;
      const focused = document.activeElement?.getAttribute('data-row') ?? selectedId;
      const from = focused ? ids.indexOf(focused) : -1;
      const index = from === -1 ? 0 : Math.min(Math.max(from + step, 0), ids.length - 1);
      const id = ids[index];
      if (!id) return;
      scrollTo(index);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
    };
    window.addEventListener('move-row', move);
    return () => window.removeEventListener('move-row', move);
  }, [ids, selectedId, scrollTo]);
}
