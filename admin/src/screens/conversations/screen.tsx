import { MessagesSquare } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Navigate, useLocation, useParams, useSearchParams } from 'react-router';
import type { ListParams } from '../../queries/conversations/list-cache.ts';
import { VIEWS } from '../../queries/conversations/views.ts';
import { useConversationCounts } from '../../queries/use-conversation-counts.ts';
import { useSiteChoice } from '../../queries/use-site-choice.ts';
import { useMe } from '../../session/session.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Drawer } from '../../ui/overlays/drawer.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { usePhone, useWideScreen } from '../../ui/page/use-media.ts';
import { TakeOverDialog } from './actions/assign-to-me.tsx';
import { useConversationActions } from './actions/use-conversation-actions.ts';
import { Details } from './details/details.tsx';
import { focusRow } from './focus.ts';
import { ConversationList } from './list/conversation-list.tsx';
import { lastLocation, rememberLocation } from './list/last-location.ts';
import { ListHeader } from './list/list-header.tsx';
import { useSearchText } from './list/use-search-text.ts';
import { messageHash } from './message-address.ts';
import { ThreadPane } from './thread-pane.tsx';
import { useConversation } from './use-conversations.ts';
import { useFocusOnOpen } from './use-focus-on-open.ts';
import { type ListRow, useInbox } from './use-inbox.ts';

/** Live Chat: list, thread, details. The address names the view and the conversation, so that back and reload keep both. */
export function Screen() {
  const me = useMe();
  const { view: viewId, conversationId } = useParams();
  const view = VIEWS.find((each) => each.id === viewId);
  if (!view) return <Navigate to={lastLocation(me._id)} replace />;
  return <LiveChat view={view} conversationId={conversationId} />;
}

function LiveChat({ view, conversationId }: { view: (typeof VIEWS)[number]; conversationId: string | undefined }) {
  const me = useMe();
  const siteId = useSiteChoice() ?? undefined;
  const wide = useWideScreen();
  const phone = usePhone();
  const [details, setDetails] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const order = useRef<ListRow[]>([]);
  const entering = useRef<'composer' | 'row' | null>(null);
  const { text, search, setText, ask } = useSearchText(view.id);
  const query = useSearchParams()[0].toString();
  const pathOf = useCallback(
    (id: string | null, seq?: number) => `/conversations/${view.id}${id ? `/${id}` : ''}${query ? `?${query}` : ''}${seq ? messageHash(seq) : ''}`,
    [view.id, query],
  );
  const params = useMemo<ListParams>(() => (search ? { siteId, search } : { siteId, ...view.query }), [search, siteId, view]);
  usePageTitle('Live Chat');

  const { pathname, search: addressQuery } = useLocation();
  useEffect(() => rememberLocation(me._id, view.id, pathname + addressQuery), [me._id, view.id, pathname, addressQuery]);

  const inbox = useInbox({ openId: conversationId, order, pathOf });
  const isLoaded = useConversation(conversationId).data !== undefined;
  useFocusOnOpen({ openId: conversationId, isLoaded, box });
  const listAside = phone && conversationId !== undefined;
  const openSearch = useCallback(() => {
    // The box has the focus before the next key press: that is text, not a shortcut.
    flushSync(() => setText(text ?? ''));
    if (listAside) inbox.open(null, 'search');
    else box.current?.focus();
  }, [text, setText, inbox, listAside]);
  const closeSearch = useCallback(() => {
    if (text === null) return;
    focusRow(undefined); // The focused row may not be in the view.
    setText(null);
  }, [text, setText]);
  // The typed text may not have been searched yet; the first row opens when it is.
  const enterList = (focus: 'composer' | 'row') => {
    if (ask() || order.current.length === 0) entering.current = focus;
    else inbox.move(1, focus);
  };
  useConversationActions({ conversationId, inbox, openSearch, closeSearch });

  const { data: counts } = useConversationCounts(siteId ?? null);
  const nothingOpen = counts?.active === 0 && !search;
  return (
    <div className="relative grid h-full min-h-0 sm:grid-cols-[260px_minmax(0,1fr)] md:grid-cols-[300px_minmax(0,1fr)] lg:grid-cols-[300px_minmax(0,1fr)_264px] min-[1321px]:grid-cols-[336px_minmax(0,1fr)_296px] print:block">
      {/* On a phone the list stays in place behind the thread, so that it is unchanged on the way back. */}
      <section
        id="conversations"
        aria-label="Conversations"
        tabIndex={-1}
        inert={listAside}
        className={classes(
          'flex min-h-0 min-w-0 flex-col border-line bg-surface outline-none sm:border-r print:hidden',
          listAside && 'invisible absolute inset-0',
        )}
      >
        <ListHeader
          view={view}
          search={text}
          box={box}
          onSearch={(next) => {
            entering.current = null; // It is a different search now.
            if (next === null) closeSearch();
            else if (text === null) openSearch();
            else setText(next);
          }}
          onIntoList={enterList}
        />
        <ConversationList
          key={JSON.stringify(params)}
          params={params}
          viewId={view.id}
          selectedId={conversationId}
          linkTo={pathOf}
          onClearSearch={closeSearch}
          order={order}
          onLoaded={() => {
            if (entering.current && document.activeElement === box.current) inbox.move(1, entering.current);
            entering.current = null;
          }}
        />
      </section>
      {conversationId ? (
        <ThreadPane conversationId={conversationId} backTo={pathOf(null)} inbox={inbox} onDetails={() => setDetails(true)} />
      ) : (
        !phone && (
          <div className="grid place-items-center bg-surface lg:col-span-2">
            {!nothingOpen && (
              <EmptyState icon={<MessagesSquare />} title="No conversation selected">
                Choose one from the list.
              </EmptyState>
            )}
          </div>
        )
      )}
      {conversationId && wide && (
        <aside aria-label="Details" className="min-h-0 overflow-y-auto border-l border-line print:hidden">
          <Details conversationId={conversationId} />
        </aside>
      )}
      {conversationId && !wide && (
        <Drawer open={details} onOpenChange={setDetails} title="Details">
          <Details conversationId={conversationId} />
        </Drawer>
      )}
      <TakeOverDialog />
    </div>
  );
}
