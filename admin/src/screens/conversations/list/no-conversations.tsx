import { CodeXml, Inbox, SearchX } from 'lucide-react';
import { FirstConversation } from '../../../components/first-conversation.tsx';
import { useHasConversation } from '../../../queries/use-has-conversation.ts';
import { useSites } from '../../../queries/use-sites.ts';
import { may, useMe } from '../../../session/session.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';

const TEXTS: Record<string, { title: string; why: string; next?: { label: string; to: string } }> = {
  mine: {
    title: 'Nothing is assigned to you',
    why: 'Take one from the unassigned conversations.',
    next: { label: 'See unassigned', to: '/conversations/unassigned' },
  },
  unassigned: { title: 'No unassigned conversations', why: 'Everyone who wrote has an agent.', next: { label: 'See all open', to: '/conversations/open' } },
  open: { title: 'No open conversations', why: 'New ones appear here at once.' },
  waiting: { title: 'No one is waiting', why: 'Every visitor has an answer.', next: { label: 'See all open', to: '/conversations/open' } },
  resolved: { title: 'No resolved conversations', why: 'Resolved conversations move here. A new message from the visitor reopens them.' },
  closed: { title: 'No closed conversations', why: 'Closed conversations cannot be reopened.' },
};

/** Says why the list is empty and what to do next. */
export function NoConversations({ viewId, search, onClearSearch }: { viewId: string; search: string; onClearSearch: () => void }) {
  const me = useMe();
  const { data: sites } = useSites();
  const hasConversation = useHasConversation();
  if (search) {
    return (
      <EmptyState icon={<SearchX />} title={`No results for “${search}”`} action={<Button onClick={onClearSearch}>Clear search</Button>}>
        Search looks in names, email addresses and messages.
      </EmptyState>
    );
  }
  if (sites?.length === 0) {
    return (
      <EmptyState
        icon={<CodeXml />}
        title="No site yet"
        action={
          may(me, 'manage-sites') && (
            <ButtonLink variant="primary" to="/sites/new">
              Create a site
            </ButtonLink>
          )
        }
      >
        {may(me, 'manage-sites')
          ? 'Create one and add its embed code to your pages. Conversations then arrive here.'
          : 'Ask an owner or admin to add you to a site.'}
      </EmptyState>
    );
  }
  if (hasConversation === false) return <FirstConversation />;
  const empty = TEXTS[viewId] ?? TEXTS.open;
  return (
    <EmptyState icon={<Inbox />} title={empty?.title ?? ''} action={empty?.next && <ButtonLink to={empty.next.to}>{empty.next.label}</ButtonLink>}>
      {empty?.why}
    </EmptyState>
  );
}
