import type { Conversation } from '@supportchat/protocol';
import { Ellipsis, Info, Link2, Lock, Trash2, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { canManage, useMe } from '../session.ts';
import { useWideScreen } from '../shell/wide-screen.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { copyText } from '../ui/copy-button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { tell } from '../ui/toast.tsx';
import { changeConversation } from './change-conversation.ts';
import { deleteConversation } from './delete-conversation.ts';
import { visitorLabel } from './visitor-label.ts';

/** What is done rarely: details, link, close, delete. */
export function MoreMenu({ conversation, backTo, onDetails }: { conversation: Conversation; backTo: string; onDetails: () => void }) {
  const me = useMe();
  const wide = useWideScreen();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'close' | 'delete' | null>(null);
  const label = visitorLabel(conversation);
  const closed = conversation.status === 'closed';
  const copyLink = async () => {
    if (await copyText(`${window.location.origin}/admin/conversations/open/${conversation._id}`)) tell('Link copied');
  };
  const remove = async () => {
    setAsking(null);
    if (await deleteConversation(conversation)) void navigate(backTo);
  };
  return (
    <>
      <Menu align="end" trigger={<IconButton label="More" icon={<Ellipsis />} />}>
        {!wide && (
          <MenuItem icon={<Info />} onSelect={onDetails}>
            Details
          </MenuItem>
        )}
        {!wide && !closed && conversation.assignedAgent !== me._id && (
          <MenuItem icon={<UserRoundPlus />} onSelect={() => void changeConversation(conversation, { assignedAgent: 'me' })}>
            Assign to me
          </MenuItem>
        )}
        <MenuItem icon={<Link2 />} onSelect={() => void copyLink()}>
          Copy link
        </MenuItem>
        {(!closed || canManage(me)) && <MenuSeparator />}
        {!closed && (
          <MenuItem icon={<Lock />} onSelect={() => setAsking('close')}>
            Close conversation…
          </MenuItem>
        )}
        {canManage(me) && (
          <MenuItem icon={<Trash2 />} danger onSelect={() => setAsking('delete')}>
            Delete conversation…
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={asking === 'close'}
        onOpenChange={() => setAsking(null)}
        title="Close this conversation?"
        action="Close conversation"
        onConfirm={() => {
          setAsking(null);
          void changeConversation(conversation, { status: 'closed' });
        }}
      >
        Closing is final: nobody can write in it any more. If {label} writes again, a new conversation begins. To keep it open for more, resolve it instead.
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={() => setAsking(null)}
        title="Delete this conversation?"
        action="Delete conversation"
        typed="delete"
        onConfirm={() => void remove()}
      >
        The conversation with {label} and all its messages are removed for good, for everybody. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
