import type { ThreadEntry } from '@supportchat/protocol';
import { formatExactTime, formatTimeOfDay } from '../../../ui/format/format-time.ts';
import { ENTRY_KINDS } from './entry-kinds.ts';

/** What happened, in a sentence; null for an unknown kind. `myName` is "You"; null names everyone. */
export function describeEntry(entry: ThreadEntry, myName: string | null): string | null {
  const { name } = entry.actor;
  const isMe = (other: string) => other !== '' && other === myName;
  const isMine = entry.actor.kind === 'agent' && isMe(name);
  return ENTRY_KINDS[entry.kind]?.(entry, { actor: isMine ? 'You' : name || 'The visitor', isMine, isMe }) ?? null;
}

export function EntryLine({ entry, myName }: { entry: ThreadEntry; myName: string | null }) {
  const described = describeEntry(entry, myName);
  if (described === null) return null;
  return (
    <li className="my-2.5 self-center text-center text-small text-ink-3">
      <bdi className="print:hidden">{described}</bdi>
      {/* The reader of a transcript is someone else. */}
      <bdi className="hidden print:inline">{describeEntry(entry, null)}</bdi> ·{' '}
      <time dateTime={entry.at} title={formatExactTime(entry.at)}>
        {formatTimeOfDay(entry.at)}
      </time>
    </li>
  );
}
