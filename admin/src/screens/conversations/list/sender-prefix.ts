import type { Conversation } from '@supportchat/protocol';

/** Who wrote the newest message, before its text in a row. By id: two people may share a name, and one may change theirs. */
export function senderPrefix(last: NonNullable<Conversation['lastMessage']>, myId: string): string {
  if (last.senderType === 'visitor') return '';
  if (last.senderType === 'bot') return 'Bot: ';
  return last.senderId === myId ? 'You: ' : `${last.senderName}: `;
}
