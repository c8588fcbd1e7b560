import type { Conversation } from '@supportchat/protocol';
import { ArrowLeft, UserRoundPlus } from 'lucide-react';
import { Link } from 'react-router';
import { useAgents, useSites } from '../queries.ts';
import { useMe } from '../session.ts';
import { usePhone } from '../shell/wide-screen.ts';
import { Button, buttonClasses } from '../ui/button.tsx';
import { Tag } from '../ui/tag.tsx';
import { AssignMenu } from './assign-menu.tsx';
import { changeConversation } from './change-conversation.ts';
import { MoreMenu } from './more-menu.tsx';
import { visitorLabel } from './visitor-label.ts';

type HeaderProps = { conversation: Conversation; backTo: string; onDetails: () => void };

/** Who it is with, and what can be done with the conversation. */
export function ThreadHeader({ conversation, backTo, onDetails }: HeaderProps) {
  const me = useMe();
  const phone = usePhone();
  const { data: agents = [] } = useAgents();
  const { data: sites = [] } = useSites();
  const { status, assignedAgent } = conversation;
  const Heading = phone ? 'h1' : 'h2';
  const active = status === 'open' || status === 'assigned';
  const site = sites.find((each) => each._id === conversation.siteId);
  const agentName = agents.find((agent) => agent._id === assignedAgent)?.name;

  return (
    <header className="flex h-[49px] shrink-0 items-center gap-1.5 border-b border-line pr-3 pl-3.5 max-sm:pl-2">
      {phone && (
        <Link to={backTo} aria-label="Back to the list" className={buttonClasses({ variant: 'quiet', size: 'icon' })}>
          <ArrowLeft aria-hidden />
        </Link>
      )}
      <Heading className="min-w-0 truncate text-read font-semibold tracking-[-0.01em]" title={visitorLabel(conversation)}>
        {visitorLabel(conversation)}
      </Heading>
      {site && <Tag className="hidden max-w-40 shrink-0 @[520px]:inline-block">{site.domain || site.name}</Tag>}
      {!active && <Tag tone={status === 'resolved' ? 'ok' : 'neutral'}>{status === 'resolved' ? 'Resolved' : 'Closed'}</Tag>}
      <span className="flex-1" />
      {active && (
        <>
          {assignedAgent !== me._id && !phone && (
            <Button className="hidden @[420px]:inline-flex" onClick={() => void changeConversation(conversation, { assignedAgent: 'me' })}>
              Assign to me
            </Button>
          )}
          <AssignMenu
            conversation={conversation}
            trigger={
              <Button
                variant={agentName ? 'secondary' : 'quiet'}
                size={agentName ? 'normal' : 'icon'}
                aria-label={agentName ? undefined : 'Assign to…'}
                title="Assign to…"
              >
                <UserRoundPlus aria-hidden />
                {agentName && (
                  <>
                    <span className="sr-only">Assigned to</span>
                    <span className="max-w-24 truncate @max-[480px]:sr-only">{assignedAgent === me._id ? 'You' : agentName}</span>
                  </>
                )}
              </Button>
            }
          />
          <Button variant="primary" onClick={() => void changeConversation(conversation, { status: 'resolved' })}>
            Resolve
          </Button>
        </>
      )}
      {status === 'resolved' && <Button onClick={() => void changeConversation(conversation, { status: 'open' })}>Reopen</Button>}
      <MoreMenu conversation={conversation} backTo={backTo} onDetails={onDetails} />
    </header>
  );
}
