import type { Conversation } from '@supportchat/protocol';
import { formatWait } from '../../ui/format/format-time.ts';

const MINUTE = 60_000;
/** A wait of this length is long, or too long. */
const LONG_MS = 5 * MINUTE;
const TOO_LONG_MS = 30 * MINUTE;

export type Waiting = {
  label: string;
  tone: 'neutral' | 'warn' | 'bad';
  /** The visitor asked for a person. */
  asked: boolean;
};

export const waitTone = (age: number): Waiting['tone'] => (age < LONG_MS ? 'neutral' : age < TOO_LONG_MS ? 'warn' : 'bad');

/** How long the visitor has waited for an answer, from the first second on; null when no answer is due. */
export function waitingOf({ waitingSince, humanRequestedAt, status }: Conversation, now: number): Waiting | null {
  if (waitingSince === null || status === 'resolved' || status === 'closed') return null;
  const age = now - Date.parse(waitingSince);
  return {
    label: age < MINUTE ? 'New' : `Waiting ${formatWait(waitingSince, now)}`,
    tone: waitTone(age),
    asked: humanRequestedAt !== null && humanRequestedAt >= waitingSince,
  };
}
