import type { Activity } from '@supportchat/protocol';
import { formatExactTime, formatTimeOfDay } from '../../../ui/format/format-time.ts';

/** What happened, in a sentence. `myName` is "You"; null names everyone. */
export function describeActivity({ type, actorName, agentName }: Activity, myName: string | null): string {
  const byMe = actorName !== '' && actorName === myName;
  const who = byMe ? 'You' : actorName || 'The visitor';
  switch (type) {
    case 'assigned':
      if (agentName === null || agentName === actorName) return `${who} assigned this to ${byMe ? 'yourself' : 'themselves'}`;
      return `${who} assigned this to ${agentName === myName ? 'you' : agentName}`;
    case 'unassigned':
      return `${who} unassigned this`;
    case 'resolved':
      return `${who} resolved the conversation`;
    case 'closed':
      return `${who} closed the conversation`;
    case 'reopened':
      return `${who} reopened the conversation`;
    case 'human-requested':
      return `${who} asked for a person`;
  }
}

export function ActivityLine({ activity, myName }: { activity: Activity; myName: string | null }) {
  return (
    <li className="my-2.5 self-center text-center text-small text-ink-3">
      <bdi className="print:hidden">{describeActivity(activity, myName)}</bdi>
      {/* The reader of a transcript is someone else. */}
      <bdi className="hidden print:inline">{describeActivity(activity, null)}</bdi> ·{' '}
      <time dateTime={activity.createdAt} title={formatExactTime(activity.createdAt)}>
        {formatTimeOfDay(activity.createdAt)}
      </time>
    </li>
  );
}
