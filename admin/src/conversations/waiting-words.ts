import type { Conversation } from '@supportchat/protocol';
import { waitWords } from '../ui/time-words.ts';

const MINUTE = 60_000;

/** How long the visitor has waited for an answer; null in the first minute, unless they asked for a person. */
export function waitingWords({ waitingSince, humanRequestedAt, status }: Conversation, now: number): string | null {
  if (waitingSince === null || status === 'resolved' || status === 'closed') return null;
  const asked = humanRequestedAt !== null && humanRequestedAt >= waitingSince;
  const time = now - Date.parse(waitingSince) >= MINUTE ? waitWords(waitingSince, now) : '';
  if (asked) return time ? `wants a person, ${time}` : 'wants a person';
  return time ? `waiting ${time}` : null;
}
