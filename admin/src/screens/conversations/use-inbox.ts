import type { Conversation } from '@supportchat/protocol';
import { type RefObject, useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useNextAfterDone } from '../../preferences/next-after-done.ts';
import { type OpenState } from '../../queries/conversations/open-state.ts';
import { changeConversation } from './actions/change-conversation.ts';
import { closeConversation } from './actions/close-conversation.ts';
import { adjacentConversation } from './adjacent-conversation.ts';
import { focusRow } from './focus.ts';

type Focus = OpenState['focus'];

/** What the parts of the inbox ask of it. */
export type Inbox = {
  /** Opens a conversation, or just the list. */
  open: (id: string | null, focus: Focus) => void;
  /** Opens the next or previous row; it gets the focus, so that keys act on what is shown. */
  move: (step: 1 | -1, focus?: Focus) => void;
  resolve: (conversation: Conversation, focus: Focus) => void;
  close: (conversation: Conversation, focus: Focus) => void;
};

/** A row of the list; `seq` of the message that a search found. */
export type ListRow = { id: string; seq: number | undefined };

type Input = { openId: string | undefined; order: RefObject<ListRow[]>; pathOf: (id: string | null, seq?: number) => string };

/** Moves from one conversation to the next: by keys, and after one is done. */
export function useInbox({ openId, order, pathOf }: Input): Inbox {
  const navigate = useNavigate();
  const open = useCallback(
    // Moving between conversations adds one history entry, not one for each conversation viewed.
    (id: string | null, focus: Focus) => {
      const seq = order.current.find((row) => row.id === id)?.seq;
      void navigate(pathOf(id, seq), { state: { focus } satisfies OpenState, replace: openId !== undefined && id !== null, flushSync: true });
    },
    [navigate, pathOf, openId, order],
  );
  return useMemo(() => {
    const openNext = (id: string, focus: Focus) => {
      const adjacent = adjacentConversation(
        order.current.map((row) => row.id),
        id,
        useNextAfterDone.getState().choice,
      );
      if (id === openId) open(adjacent, adjacent ? focus : 'row');
      else focusRow(adjacent ?? undefined);
    };
    return {
      open,
      move(step, focus = 'row') {
        const ids = order.current.map((row) => row.id);
        const from = openId ? ids.indexOf(openId) : -1;
        const id = ids[from === -1 ? 0 : Math.min(Math.max(from + step, 0), ids.length - 1)];
        if (id) open(id, focus);
      },
      resolve(conversation, focus) {
        openNext(conversation._id, focus);
        void changeConversation(conversation, { status: 'resolved' }, { onUndone: () => open(conversation._id, focus) });
      },
      close(conversation, focus) {
        openNext(conversation._id, focus);
        closeConversation(conversation);
      },
    };
  }, [open, openId, order]);
}
