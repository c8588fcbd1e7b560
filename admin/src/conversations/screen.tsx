import type { Conversation } from '@supportchat/protocol';
import { MessagesSquare } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { keys } from '../queries.ts';
import { queryClient } from '../query-client.ts';
import { useMe } from '../session.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { VIEWS } from '../shell/places.ts';
import { useSiteChoice } from '../shell/site-choice.ts';
import { usePhone, useWideScreen } from '../shell/wide-screen.ts';
import { classes } from '../ui/classes.ts';
import { Drawer } from '../ui/drawer.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { changeConversation } from './change-conversation.ts';
import { ConversationList } from './conversation-list.tsx';
import { Details } from './details.tsx';
import type { ListParams } from './list-cache.ts';
import { ListHeader } from './list-header.tsx';
import { ThreadPane } from './thread.tsx';
import { useChatKeys } from './use-chat-keys.ts';
import { useSearchText } from './use-search-text.ts';

/** Live Chat: list, thread, details. The address names the view and the conversation, so that back and reload keep both. */
export function Screen() {
  const { view: viewId, conversationId } = useParams();
  const view = VIEWS.find((each) => each.id === viewId);
  if (!view) return <Navigate to="/conversations/unassigned" replace />;
  return <LiveChat view={view} conversationId={conversationId} />;
}

function LiveChat({ view, conversationId }: { view: (typeof VIEWS)[number]; conversationId: string | undefined }) {
  const me = useMe();
  const navigate = useNavigate();
  const siteId = useSiteChoice() ?? undefined;
  const wide = useWideScreen();
  const phone = usePhone();
  const [details, setDetails] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const { text, search, setText } = useSearchText();
  const query = useSearchParams()[0].toString();
  const suffix = query ? `?${query}` : '';
  const listPath = `/conversations/${view.id}${suffix}`;
  const params = useMemo<ListParams>(() => (search ? { siteId, search } : { siteId, ...view.query }), [search, siteId, view]);
  usePageTitle('Live Chat');

  const actions = useMemo(() => {
    const move = (step: 1 | -1) => window.dispatchEvent(new CustomEvent('move-row', { detail: step }));
    const change = (allowed: (conversation: Conversation) => boolean, what: Parameters<typeof changeConversation>[1]) => () => {
      const conversation = conversationId && queryClient.getQueryData<Conversation>(keys.conversation(conversationId));
      if (conversation && allowed(conversation)) void changeConversation(conversation, what);
    };
    const active = ({ status }: Conversation) => status === 'open' || status === 'assigned';
    return {
      j: () => move(1),
      k: () => move(-1),
      r: () => document.getElementById('composer')?.focus(),
      e: change(active, { status: 'resolved' }),
      E: change(({ status }) => status === 'resolved', { status: 'open' }),
      i: change((conversation) => active(conversation) && conversation.assignedAgent !== me._id, { assignedAgent: 'me' }),
      '/': () => {
        if (text === null) setText('');
        requestAnimationFrame(() => box.current?.focus());
      },
      Escape: () => conversationId && void navigate(listPath),
    };
  }, [conversationId, me._id, text, setText, navigate, listPath]);
  useChatKeys(actions);

  const listAside = phone && conversationId !== undefined;
  return (
    <div className="relative grid h-full min-h-0 sm:grid-cols-[260px_minmax(0,1fr)] md:grid-cols-[300px_minmax(0,1fr)] lg:grid-cols-[300px_minmax(0,1fr)_264px] min-[1321px]:grid-cols-[336px_minmax(0,1fr)_296px]">
      {/* On a phone the list stays in place behind the thread, so that it is where it was on the way back. */}
      <section
        aria-label="Conversations"
        inert={listAside}
        className={classes('flex min-h-0 min-w-0 flex-col border-line bg-surface sm:border-r', listAside && 'invisible absolute inset-0')}
      >
        <ListHeader
          view={view}
          search={text}
          box={box}
          onSearch={(next) => {
            setText(next);
            if (text === null) requestAnimationFrame(() => box.current?.focus());
          }}
        />
        <ConversationList
          key={JSON.stringify(params)}
          params={params}
          viewId={view.id}
          selectedId={conversationId}
          linkTo={(id) => `/conversations/${view.id}/${id}${suffix}`}
          onClearSearch={() => setText(null)}
        />
      </section>
      {conversationId ? (
        <ThreadPane conversationId={conversationId} backTo={listPath} onDetails={() => setDetails(true)} />
      ) : (
        !phone && (
          <div className="grid place-items-center bg-surface lg:col-span-2">
            <EmptyState icon={<MessagesSquare />} title="No conversation is open">
              Choose one from the list, or press j.
            </EmptyState>
          </div>
        )
      )}
      {conversationId && wide && (
        <aside aria-label="Details" className="min-h-0 overflow-y-auto border-l border-line">
          <Details conversationId={conversationId} />
        </aside>
      )}
      {conversationId && !wide && (
        <Drawer open={details} onOpenChange={setDetails} title="Details">
          <Details conversationId={conversationId} />
        </Drawer>
      )}
    </div>
  );
}
