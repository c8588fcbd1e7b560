import type { Conversation } from '@supportchat/protocol';
import { Tag } from '../ui/tag.tsx';
import { useNow } from '../ui/time.tsx';
import { waitWords } from '../ui/time-words.ts';

const MINUTE = 60_000;

/** How long the visitor has waited for an answer; nothing in the first minute, unless they asked for a person. */
export function WaitingTag({ conversation }: { conversation: Conversation }) {
  const now = useNow();
  const { waitingSince, humanRequestedAt, status } = conversation;
  if (waitingSince === null || status === 'resolved' || status === 'closed') return null;
  const asked = humanRequestedAt !== null && humanRequestedAt >= waitingSince;
  const long = now - Date.parse(waitingSince) >= MINUTE;
  if (!asked && !long) return null;
  return (
    <Tag tone="warn">
      {asked ? 'wants a person' : 'waiting'}
      {long && `${asked ? ',' : ''} ${waitWords(waitingSince, now)}`}
    </Tag>
  );
}
