import { CodeXml, Inbox, SearchX } from 'lucide-react';
import { useSites } from '../queries.ts';
import { canManage, useMe } from '../session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

const WORDS: Record<string, { title: string; why: string; next?: { label: string; to: string } }> = {
  mine: { title: 'Nothing is assigned to you', why: 'Take a conversation from the queue.', next: { label: 'See unassigned', to: '/conversations/unassigned' } },
  unassigned: { title: 'Nobody is in the queue', why: 'Every open conversation has somebody.', next: { label: 'See all open', to: '/conversations/open' } },
  open: { title: 'No open conversations', why: 'New ones appear here by themselves.' },
  waiting: { title: 'Nobody waits', why: 'Every visitor has an answer.', next: { label: 'See all open', to: '/conversations/open' } },
  resolved: { title: 'Nothing is resolved', why: 'What you resolve moves here. A new message from the visitor reopens it.' },
  closed: { title: 'Nothing is closed', why: 'Closed conversations are final; most are resolved instead.' },
};

/** Says why the list is empty and what to do next. */
export function NoConversations({ viewId, search, onClearSearch }: { viewId: string; search: string; onClearSearch: () => void }) {
  const me = useMe();
  const { data: sites } = useSites();
  if (search) {
    return (
      <EmptyState icon={<SearchX />} title={`Nothing found for “${search}”`} action={<Button onClick={onClearSearch}>Clear search</Button>}>
        Words are looked for in names, e-mails and messages.
      </EmptyState>
    );
  }
  if (sites?.length === 0) {
    return (
      <EmptyState
        icon={<CodeXml />}
        title="No site yet"
        action={
          canManage(me) && (
            <ButtonLink variant="primary" to="/sites/new">
              Create a site
            </ButtonLink>
          )
        }
      >
        {canManage(me)
          ? 'Create one and put its two lines on your pages; chats then arrive here.'
          : 'You have no site yet. Ask an owner or admin to add you to one.'}
      </EmptyState>
    );
  }
  const words = WORDS[viewId] ?? WORDS.open;
  return (
    <EmptyState icon={<Inbox />} title={words?.title ?? ''} action={words?.next && <ButtonLink to={words.next.to}>{words.next.label}</ButtonLink>}>
      {words?.why}
    </EmptyState>
  );
}
