import type { Conversation, ThreadEntry, UpdateConversation } from '@supportchat/protocol';

/** The changes an agent can request. */
export type Change = Omit<UpdateConversation, 'expectedRevision'>;

const isDone = (status: Conversation['status']) => status === 'resolved' || status === 'closed';

/** The change that reverts `change`. Null when nothing can: closing is final. */
export function undoOf(before: Conversation, change: Change): Change | null {
  if (change.status === 'closed' || before.status === 'closed') return null;
  if (change.status === undefined) return { assignedAgent: before.assignedAgent };
  return { status: before.status === 'resolved' ? 'resolved' : 'open', assignedAgent: before.assignedAgent };
}

/** Whether a colleague wanted the same, so that there is nothing to report. */
export function isAlreadyApplied(now: Conversation, change: Change, myId: string): boolean {
  const agent = change.assignedAgent === 'me' ? myId : change.assignedAgent;
  if (agent !== undefined && now.assignedAgent !== agent) return false;
  if (change.status === undefined) return true;
  return isDone(change.status) ? now.status === change.status : !isDone(now.status);
}

type Conflict = {
  before: Conversation;
  now: Conversation;
  /** The known activity, oldest first. */
  activity: readonly ThreadEntry[];
  myId: string;
  /** Null when others have it too. */
  myName: string | null;
  nameOf: (agentId: string) => string | undefined;
};

/** What happened in between: "Ada took this conversation just before you." */
export function conflictText({ before, now, activity, myId, myName, nameOf }: Conflict): string {
  const latest = activity.findLast((each) => each.at > before.updatedAt);
  const actor = latest && (latest.actor.name || 'The visitor');
  const byMe = actor !== undefined && actor === myName;
  const did = (what: string) => (byMe ? `You have already ${what}.` : `${actor ?? 'A colleague'} ${what} just before you.`);
  if (now.status !== before.status && isDone(now.status)) return did(`${now.status} this conversation`);
  if (isDone(before.status)) return did('reopened this conversation');
  if (now.assignedAgent === null) return did('unassigned this conversation');
  if (now.assignedAgent === myId) {
    if (byMe) return did('taken this conversation');
    return actor ? `${actor} has just assigned this conversation to you.` : 'This conversation has just been assigned to you.';
  }
  const holder = nameOf(now.assignedAgent);
  if (byMe || (actor && actor !== holder)) return did(`assigned this conversation to ${holder ?? 'a colleague'}`);
  return `${holder ?? 'A colleague'} took this conversation just before you.`;
}
