import type { Conversation } from '@supportchat/protocol';
import { CircleDot, Ellipsis, Info, Link2, Lock, Printer, Trash2, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useIsUnread } from '../../../queries/conversations/own-marks.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { may, useMe } from '../../../session/session.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ConfirmDialog } from '../../../ui/overlays/confirm-dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/overlays/menu.tsx';
import { useWideScreen } from '../../../ui/page/use-media.ts';
import type { Inbox } from '../use-inbox.ts';
import { assignToMe } from './assign-to-me.tsx';
import { copyLink } from './copy-link.ts';
import { deleteConversation } from './delete-conversation.ts';
import { markUnread } from './mark-unread.ts';
import { printTranscript } from './print-transcript.ts';

/** Rarely used actions: details, unread, link, close, delete. */
export function MoreMenu({ conversation, inbox, onDetails }: { conversation: Conversation; inbox: Inbox; onDetails: () => void }) {
  const me = useMe();
  const wide = useWideScreen();
  const [asking, setAsking] = useState(false);
  const unread = useIsUnread(conversation);
  const label = visitorLabel(conversation);
  const closed = conversation.status === 'closed';
  const remove = async () => {
    setAsking(false);
    if (await deleteConversation(conversation)) inbox.open(null, 'row');
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
          <MenuItem icon={<UserRoundPlus />} onSelect={() => assignToMe(conversation)}>
            Assign to me
          </MenuItem>
        )}
        {!unread && (
          <MenuItem icon={<CircleDot />} onSelect={() => void markUnread(conversation)}>
            Mark unread
          </MenuItem>
        )}
        <MenuItem icon={<Link2 />} onSelect={() => void copyLink(conversation)}>
          Copy link
        </MenuItem>
        <MenuItem icon={<Printer />} onSelect={() => void printTranscript(conversation._id)}>
          Print transcript
        </MenuItem>
        {(!closed || may(me, 'remove-conversations')) && <MenuSeparator />}
        {!closed && (
          <MenuItem icon={<Lock />} onSelect={() => inbox.close(conversation, 'row')}>
            Close conversation
          </MenuItem>
        )}
        {may(me, 'remove-conversations') && (
          <MenuItem icon={<Trash2 />} danger onSelect={() => setAsking(true)}>
            Delete conversation…
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this conversation?"
        action="Delete conversation"
        typed="delete"
        onConfirm={() => void remove()}
      >
        The conversation with {label} and all its messages are deleted for everyone. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
