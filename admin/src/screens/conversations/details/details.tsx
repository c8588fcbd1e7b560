import type { Conversation, List } from '@supportchat/protocol';
import { isEmail } from '@supportchat/text/email';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../../../http/api-error.ts';
import { openToWrite } from '../../../queries/conversations/open-state.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { waitingOf } from '../../../queries/conversations/waiting.ts';
import { keys } from '../../../queries/keys.ts';
import { useAgents } from '../../../queries/use-agents.ts';
import { api } from '../../../session/api.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { formatWait } from '../../../ui/format/format-time.ts';
import { RelativeTime } from '../../../ui/format/relative-time.tsx';
import { Ago, useNow } from '../../../ui/format/time.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { AssignMenu } from '../actions/assign-menu.tsx';
import { useConversation } from '../use-conversations.ts';
import { describeLanguage, describePage, shortAddress } from './describe-visitor.ts';
import { PageHistory, usePageHistory } from './page-history.tsx';
import { SafeLink } from './safe-link.tsx';
import { useBrowserDescription } from './use-browser-description.ts';

const STATUS = { open: 'Open', assigned: 'Open', resolved: 'Resolved', closed: 'Closed' } as const;

/** Who the visitor is, where they are, and their previous conversations. */
export function Details({ conversationId }: { conversationId: string }) {
  const { data: conversation, error } = useConversation(conversationId);
  const { data: earlier = [] } = useEarlierConversations(conversationId);
  const { data: visits = [] } = usePageHistory(conversationId, conversation?.currentPage);
  const now = useNow();
  const browser = useBrowserDescription(conversation?.metadata.userAgent ?? '');
  if (!conversation || (error instanceof ApiError && error.code === 'NOT_FOUND')) return null;
  const { metadata, currentPage } = conversation;
  const waiting = waitingOf(conversation, now);
  const firstSeen = earlier.at(-1)?.createdAt ?? conversation.createdAt;

  return (
    <div className="flex flex-col gap-[18px] px-[18px] py-4">
      <div className="flex items-start gap-3">
        <Avatar name={visitorLabel(conversation)} size="large" />
        <div className="flex min-h-10 min-w-0 flex-col justify-center">
          <bdi className="text-[15px] font-semibold tracking-[-0.01em] break-words">{visitorLabel(conversation)}</bdi>
          {conversation.visitorEmail && (
            <div className="text-ink-3 [overflow-wrap:anywhere]">
              <VisitorEmail email={conversation.visitorEmail} />
            </div>
          )}
        </div>
      </div>
      <DetailsSection title="Conversation">
        <KnownDetails
          items={[
            { name: 'Status', value: STATUS[conversation.status] },
            { name: 'Agent', value: <Assignee conversation={conversation} /> },
            { name: 'Started', value: <RelativeTime at={conversation.createdAt} /> },
            { name: 'Waiting', value: waiting && formatWait(conversation.waitingSince ?? '', now) },
          ]}
        />
      </DetailsSection>
      <DetailsSection title="Visitor">
        <KnownDetails
          items={[
            { name: 'On page', value: currentPage && <SafeLink href={currentPage}>{describePage(currentPage)}</SafeLink>, title: currentPage },
            { name: 'Came from', value: metadata.referrer && shortAddress(metadata.referrer, true), title: metadata.referrer },
            { name: 'Language', value: describeLanguage(metadata.language), title: metadata.language },
            { name: 'Browser', value: browser, title: metadata.userAgent },
            { name: 'IP address', value: metadata.ip, title: 'Shortened before it is stored, so that it identifies no one' },
            { name: 'First seen', value: <RelativeTime at={firstSeen} /> },
          ]}
        />
      </DetailsSection>
      {visits.length > 0 && (
        <DetailsSection title="Pages visited">
          <PageHistory key={conversationId} visits={visits} currentPage={currentPage} />
        </DetailsSection>
      )}
      {earlier.length > 0 && (
        <DetailsSection title="Earlier conversations">
          <ul className="-mx-2">
            {earlier.map((each) => (
              <EarlierRow key={each._id} conversation={each} />
            ))}
          </ul>
        </DetailsSection>
      )}
    </div>
  );
}

function EarlierRow({ conversation }: { conversation: Conversation }) {
  return (
    <li>
      <Link to={`/conversations/open/${conversation._id}`} state={openToWrite} className="block rounded-s px-2 py-1.5 hover:bg-hover">
        <bdi className="block truncate">{conversation.lastMessage?.content}</bdi>
        <span className="flex items-center gap-1.5 text-small text-ink-3">
          <Tag tone={conversation.status === 'resolved' ? 'ok' : 'neutral'}>{STATUS[conversation.status]}</Tag>
          {conversation.lastMessageAt && <Ago at={conversation.lastMessageAt} />}
        </span>
      </Link>
    </li>
  );
}

function Assignee({ conversation }: { conversation: Conversation }) {
  const { data: agents = [] } = useAgents();
  const { assignedAgent, status } = conversation;
  const name = assignedAgent === null ? '' : (agents.find((agent) => agent._id === assignedAgent)?.name ?? 'Former colleague');
  if (status === 'closed') return name;
  const trigger = (
    <PlainButton className="flex max-w-full items-center gap-1.5 rounded-xs text-accent-text hover:underline">
      {name && <Avatar name={name} size="small" />}
      <span className="truncate">{name || 'Assign…'}</span>
    </PlainButton>
  );
  return <AssignMenu conversation={conversation} trigger={trigger} />;
}

/** Leaves out what is unknown. */
const KnownDetails = ({ items }: { items: readonly { name: string; value: ReactNode; title?: string }[] }) => (
  <DescriptionList items={items.filter(({ value }) => value !== '' && value !== null)} />
);

function DetailsSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-small font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

/** The same visitor's previous conversations. */
const useEarlierConversations = (conversationId: string) =>
  useQuery({
    queryKey: [...keys.conversation(conversationId), 'earlier'],
    queryFn: async ({ signal }) => (await api.get<List<Conversation>>(`/conversations/${conversationId}/earlier`, {}, signal)).items,
    staleTime: 60_000,
  });

/** As the visitor or the page gave it: only a valid address is a link. */
function VisitorEmail({ email }: { email: string }) {
  if (!isEmail(email)) return <bdi>{email}</bdi>;
  return (
    <a href={`mailto:${email.replace(/[%?#&]/g, encodeURIComponent)}`} className="hover:text-ink hover:underline">
      {email}
    </a>
  );
}
