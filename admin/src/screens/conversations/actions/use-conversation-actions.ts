import type { Conversation } from '@supportchat/protocol';
import { CircleCheck, CircleDot, Link2, Lock, MessageSquareReply, RotateCcw, UserRoundPlus } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { isUnread, useIsUnread } from '../../../queries/conversations/own-marks.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { useMe } from '../../../session/session.ts';
import { type PaletteAction, registerPaletteActions } from '../../../ui/palette-state.ts';
import { focusComposer, focusedRow, openAssignMenu } from '../focus.ts';
import { findConversation, useConversation } from '../use-conversations.ts';
import type { Inbox } from '../use-inbox.ts';
import { assignToMe } from './assign-to-me.tsx';
import { changeConversation } from './change-conversation.ts';
import { copyLink } from './copy-link.ts';
import { markUnread } from './mark-unread.ts';
import { type ChatKeys, useChatKeys } from './use-chat-keys.ts';

const isActive = ({ status }: Conversation) => status === 'open' || status === 'assigned';

type ConversationActionsInput = { conversationId: string | undefined; inbox: Inbox; openSearch: () => void; closeSearch: () => void };

/** The actions on the open conversation, for keys and the palette. Keys act on the focused row, otherwise on the open one. */
export function useConversationActions({ conversationId, inbox, openSearch, closeSearch }: ConversationActionsInput) {
  const me = useMe();
  const { data: conversation } = useConversation(conversationId);
  const unread = useIsUnread(conversation);

  const chatKeys = useMemo<ChatKeys>(() => {
    const target = () => focusedRow() ?? conversationId;
    const on = (allowed: (conversation: Conversation) => boolean, act: (conversation: Conversation) => void) => () => {
      const id = target();
      const found = id === undefined ? undefined : (queryClient.getQueryData<Conversation>(keys.conversation(id)) ?? findConversation(id));
      if (found && allowed(found)) act(found);
    };
    return {
      j: () => inbox.move(1),
      k: () => inbox.move(-1),
      r: () => {
        const id = target();
        if (id && id !== conversationId) inbox.open(id, 'composer');
        else focusComposer({ byKey: true });
      },
      e: on(isActive, (found) => inbox.resolve(found, 'row')),
      E: on(
        ({ status }) => status === 'resolved',
        (found) => void changeConversation(found, { status: 'open' }),
      ),
      i: on((found) => found.status !== 'closed', assignToMe),
      a: on(isActive, ({ _id }) => (_id === conversationId ? openAssignMenu() : inbox.open(_id, 'assign'))),
      u: on(
        (found) => !isUnread(found),
        (found) => void markUnread(found),
      ),
      '/': openSearch,
      Escape: () => (conversationId ? inbox.open(null, 'row') : closeSearch()),
    };
  }, [conversationId, inbox, openSearch, closeSearch]);
  useChatKeys(chatKeys);

  useEffect(() => {
    if (!conversation) return;
    const actions: PaletteAction[] = [
      ...(conversation.status === 'closed' ? [] : [{ label: 'Write a reply', keys: 'r', icon: MessageSquareReply, run: () => focusComposer() }]),
      ...(isActive(conversation) ? [{ label: 'Resolve', keys: 'e', icon: CircleCheck, run: () => inbox.resolve(conversation, 'row' as const) }] : []),
      ...(conversation.status === 'resolved'
        ? [{ label: 'Reopen', keys: 'E', icon: RotateCcw, run: () => void changeConversation(conversation, { status: 'open' }) }]
        : []),
      ...(conversation.status !== 'closed' && conversation.assignedAgent !== me._id
        ? [{ label: 'Assign to me', keys: 'i', icon: UserRoundPlus, run: () => assignToMe(conversation) }]
        : []),
      ...(isActive(conversation) ? [{ label: 'Assign to…', keys: 'a', icon: UserRoundPlus, run: openAssignMenu }] : []),
      ...(unread ? [] : [{ label: 'Mark unread', keys: 'u', icon: CircleDot, run: () => void markUnread(conversation) }]),
      { label: 'Copy link', icon: Link2, run: () => void copyLink(conversation) },
      ...(conversation.status === 'closed' ? [] : [{ label: 'Close conversation', icon: Lock, run: () => inbox.close(conversation, 'row') }]),
    ];
    return registerPaletteActions({ title: visitorLabel(conversation), actions });
  }, [conversation, inbox, me._id, unread]);
}
