import type { Conversation } from '@supportchat/protocol';
import { copyText } from '../../../ui/copy-button.tsx';
import { notify } from '../../../ui/overlays/toast.tsx';

export async function copyLink(conversation: Conversation) {
  if (await copyText(`${window.location.origin}/admin/conversations/open/${conversation._id}`)) notify('Link copied');
}
