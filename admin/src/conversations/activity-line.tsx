import type { Activity } from '@supportchat/protocol';
import { clockWords, exactWords } from '../ui/time-words.ts';

/** What happened, in a sentence. */
export function activityWords({ type, actorName, agentName }: Activity): string {
  const who = actorName || 'The visitor';
  switch (type) {
    case 'assigned':
      return agentName === null || agentName === actorName ? `${who} took the conversation` : `${who} assigned it to ${agentName}`;
    case 'unassigned':
      return `${who} gave it back to the queue`;
    case 'resolved':
      return `${who} resolved it`;
    case 'closed':
      return `${who} closed it`;
    case 'reopened':
      return `${who} reopened it`;
    case 'human-requested':
      return `${who} asked for a person`;
  }
}

export function ActivityLine({ activity }: { activity: Activity }) {
  return (
    <div className="my-2.5 self-center text-center text-small text-ink-3">
      {activityWords(activity)} ·{' '}
      <time dateTime={activity.createdAt} title={exactWords(activity.createdAt)}>
        {clockWords(activity.createdAt)}
      </time>
    </div>
  );
}
