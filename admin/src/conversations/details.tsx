import type { Conversation, List } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { useAgents } from '../queries.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { Ago } from '../ui/time.tsx';
import { exactWords } from '../ui/time-words.ts';
import { AssignMenu } from './assign-menu.tsx';
import { useConversation } from './use-conversations.ts';
import { visitorLabel } from './visitor-label.ts';
import { browserWords, languageWords, shortAddress } from './visitor-words.ts';

const STATUS = { open: 'Open', assigned: 'Assigned', resolved: 'Resolved', closed: 'Closed' } as const;

/** Who the visitor is and where they come from. */
export function Details({ conversationId }: { conversationId: string }) {
  const { data: conversation } = useConversation(conversationId);
  const { data: agents = [] } = useAgents();
  const earlier = useEarlierChats(conversation);
  if (!conversation) return null;
  const { metadata, currentPage } = conversation;
  const agentName = agents.find((agent) => agent._id === conversation.assignedAgent)?.name ?? (conversation.assignedAgent ? 'Former colleague' : 'Assign…');
  const page = shortAddress(currentPage);

  return (
    <div className="flex flex-col gap-[18px] px-[18px] py-4">
      <div className="flex items-start gap-3">
        <Avatar name={visitorLabel(conversation)} size="large" />
        <div className="flex min-h-10 min-w-0 flex-col justify-center">
          <div className="text-[15px] font-semibold tracking-[-0.01em] break-words">{visitorLabel(conversation)}</div>
          {conversation.visitorEmail && (
            <a href={`mailto:${conversation.visitorEmail}`} className="block text-ink-3 [overflow-wrap:anywhere] hover:text-ink hover:underline">
              {conversation.visitorEmail}
            </a>
          )}
        </div>
      </div>
      <Part title="Conversation">
        <Pairs
          items={[
            { name: 'Status', value: STATUS[conversation.status] },
            {
              name: 'Agent',
              value:
                conversation.status === 'closed' ? (
                  conversation.assignedAgent && agentName
                ) : (
                  <AssignMenu
                    conversation={conversation}
                    trigger={
                      <button type="button" className="max-w-full truncate rounded-xs text-accent-text hover:underline">
                        {agentName}
                      </button>
                    }
                  />
                ),
            },
            { name: 'Began', value: <Ago at={conversation.createdAt} />, title: exactWords(conversation.createdAt) },
          ]}
        />
      </Part>
      <Part title="Visitor">
        <Pairs
          items={[
            { name: 'Browser', value: browserWords(metadata.userAgent), title: metadata.userAgent },
            { name: 'Language', value: languageWords(metadata.language), title: metadata.language },
            { name: 'From', value: metadata.referrer ? shortAddress(metadata.referrer, true) : 'Direct', title: metadata.referrer },
            { name: 'Page now', value: page && <SafeLink href={currentPage}>{page}</SafeLink>, title: currentPage },
            { name: 'Network', value: metadata.ip, title: 'The address is stored shortened' },
          ]}
        />
      </Part>
      {earlier.length > 0 && (
        <Part title={`Chats before (${earlier.length})`}>
          <ul>
            {earlier.slice(0, 5).map((chat) => (
              <li key={chat._id}>
                <Link to={`/conversations/open/${chat._id}`} className="flex gap-2 rounded-xs py-0.5 text-ink-2 hover:text-ink hover:underline">
                  <span className="min-w-0 flex-1 truncate">{chat.lastMessage?.content}</span>
                  {chat.lastMessageAt && <Ago at={chat.lastMessageAt} className="text-ink-3" />}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-small font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

/** Other chats of the same visitor; a visitor without name and e-mail cannot be searched for. */
function useEarlierChats(conversation: Conversation | undefined): Conversation[] {
  const search = conversation?.visitorEmail || conversation?.visitorName || '';
  const { data = [] } = useQuery({
    queryKey: ['visitor-chats', conversation?.siteId, search],
    queryFn: async ({ signal }) => (await api.get<List<Conversation>>('/conversations', { siteId: conversation?.siteId, search, limit: 20 }, signal)).items,
    enabled: search !== '',
    staleTime: 60_000,
  });
  return data.filter((chat) => chat._id !== conversation?._id && chat.visitorId === conversation?.visitorId);
}

/** Only http addresses become links: the page's address comes from the visitor. */
function SafeLink({ href, children }: { href: string; children: string }) {
  if (!/^https?:\/\//.test(href)) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="hover:underline">
      {children}
    </a>
  );
}
