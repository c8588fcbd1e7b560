import type { Conversation } from '@supportchat/protocol';
import { ArrowLeft, ChevronDown, UserRoundPlus } from 'lucide-react';
import { Link } from 'react-router';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { useAgents } from '../../../queries/use-agents.ts';
import { useSites } from '../../../queries/use-sites.ts';
import { useMe } from '../../../session/session.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button, buttonClasses } from '../../../ui/button.tsx';
import { usePhone } from '../../../ui/page/use-media.ts';
import { Tag } from '../../../ui/tag.tsx';
import { AssignMenu } from '../actions/assign-menu.tsx';
import { assignToMe } from '../actions/assign-to-me.tsx';
import { changeConversation } from '../actions/change-conversation.ts';
import { MoreMenu } from '../actions/more-menu.tsx';
import type { Inbox } from '../use-inbox.ts';
import { Viewers } from './viewers.tsx';

type HeaderProps = { conversation: Conversation; backTo: string; inbox: Inbox; onDetails: () => void };

/** Who it is with, and what can be done with the conversation. */
export function ThreadHeader({ conversation, backTo, inbox, onDetails }: HeaderProps) {
  const phone = usePhone();
  const { data: sites = [] } = useSites();
  const { status } = conversation;
  const Heading = phone ? 'h1' : 'h2';
  const active = status === 'open' || status === 'assigned';
  const site = sites.length > 1 ? sites.find((each) => each._id === conversation.siteId) : undefined;

  return (
    <header className="flex h-[49px] shrink-0 items-center gap-1.5 border-b border-line pr-3 pl-3.5 max-sm:pl-2">
      {phone && (
        <Link to={backTo} aria-label="Back to the list" className={buttonClasses({ variant: 'quiet', size: 'icon' })}>
          <ArrowLeft aria-hidden />
        </Link>
      )}
      <Heading className="min-w-0 truncate text-read font-semibold tracking-[-0.01em]" title={visitorLabel(conversation)}>
        <bdi>{visitorLabel(conversation)}</bdi>
      </Heading>
      {site && <Tag className="hidden max-w-40 shrink-0 @[560px]:inline-block">{site.name}</Tag>}
      {!active && (
        <Tag tone={status === 'resolved' ? 'ok' : 'neutral'} className="shrink-0">
          {status === 'resolved' ? 'Resolved' : 'Closed'}
        </Tag>
      )}
      <Viewers conversation={conversation} />
      <span className="flex-1" />
      <span className="flex shrink-0 items-center gap-1.5 print:hidden">
        {active && (
          <>
            <Assignment conversation={conversation} />
            <Button variant="primary" onClick={() => inbox.resolve(conversation, 'composer')}>
              Resolve
            </Button>
          </>
        )}
        {status === 'resolved' && <Button onClick={() => void changeConversation(conversation, { status: 'open' })}>Reopen</Button>}
        <MoreMenu conversation={conversation} inbox={inbox} onDetails={onDetails} />
      </span>
    </header>
  );
}

/** The assigned agent, with the menu to change that; if unassigned, "Assign to me" beside the menu. */
function Assignment({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const { data: agents = [] } = useAgents();
  const { assignedAgent } = conversation;
  if (assignedAgent === null) {
    return (
      <span className="flex">
        <Button className="hidden rounded-r-none @[480px]:inline-flex" onClick={() => assignToMe(conversation)}>
          Assign to me
        </Button>
        <AssignMenu
          conversation={conversation}
          trigger={
            <Button id="assign" aria-label="Assign to…" title="Assign to…" className="@[480px]:-ml-px @[480px]:rounded-l-none @[480px]:px-1.5">
              <UserRoundPlus className="hidden @max-[340px]:block" aria-hidden />
              <span className="@max-[340px]:hidden @[480px]:hidden">Assign</span>
              <ChevronDown className="!size-3.5 text-ink-3" aria-hidden />
            </Button>
          }
        />
      </span>
    );
  }
  const name = agents.find((agent) => agent._id === assignedAgent)?.name ?? 'Former colleague';
  return (
    <AssignMenu
      conversation={conversation}
      trigger={
        <Button id="assign" title={`Assigned to ${name}`}>
          <Avatar name={name} size="small" />
          <span className="sr-only">Assigned to</span>
          <span className="max-w-28 truncate @max-[480px]:sr-only">{assignedAgent === me._id ? 'You' : name}</span>
          <ChevronDown className="!size-3.5 text-ink-3" aria-hidden />
        </Button>
      }
    />
  );
}
