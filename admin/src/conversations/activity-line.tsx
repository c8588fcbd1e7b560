import type { Activity } from '@supportchat/protocol';
import { clockWords, exactWords } from '../ui/time-words.ts';

/** What happened, in a sentence. */
export function activityWords({ type, actorName, agentName }: Activity): string {
  const who = actorName || 'The visitor';
  switch (type) {
    case 'assigned':
      return agentName === null || agentName === actorName ? `${who} assigned it to themselves` : `${who} assigned it to ${agentName}`;
    case 'unassigned':
      return `${who} unassigned it`;
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

export function ActivityLine({ activity }: { activity: Activity }) {
  return (
    <li className="my-2.5 self-center text-center text-small text-ink-3">
      <bdi>{activityWords(activity)}</bdi> ·{' '}
      <time dateTime={activity.createdAt} title={exactWords(activity.createdAt)}>
        {clockWords(activity.createdAt)}
      </time>
    </li>
  );
}
