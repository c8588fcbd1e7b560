import type { Activity, Conversation, UpdateConversation } from '@supportchat/protocol';

/** What an agent asks for. */
export type Change = Omit<UpdateConversation, 'expectedRevision'>;

const isDone = (status: Conversation['status']) => status === 'resolved' || status === 'closed';

/** The change that takes `change` back. Null when nothing can: closing is final. */
export function undoOf(before: Conversation, change: Change): Change | null {
  if (change.status === 'closed' || before.status === 'closed') return null;
  if (change.status === undefined) return { assignedAgent: before.assignedAgent };
  return { status: before.status === 'resolved' ? 'resolved' : 'open', assignedAgent: before.assignedAgent };
}

/** Did a colleague want the same? Then there is nothing to say. */
export function isAsWanted(now: Conversation, change: Change, myId: string): boolean {
  const agent = change.assignedAgent === 'me' ? myId : change.assignedAgent;
  if (agent !== undefined && now.assignedAgent !== agent) return false;
  if (change.status === undefined) return true;
  return isDone(change.status) ? now.status === change.status : !isDone(now.status);
}

type Conflict = {
  before: Conversation;
  now: Conversation;
  /** What is known to have happened, oldest first. */
  activity: readonly Activity[];
  nameOf: (agentId: string | null) => string | undefined;
};

/** What a colleague did just before: "Ada took this conversation just before you." */
export function conflictWords({ before, now, activity, nameOf }: Conflict): string {
  const actor = activity.findLast((each) => each.createdAt > before.updatedAt)?.actorName || 'A colleague';
  if (now.status !== before.status && isDone(now.status)) return `${actor} ${now.status} this conversation just before you.`;
  if (isDone(before.status)) return `${actor} reopened this conversation just before you.`;
  if (now.assignedAgent === null) return `${actor} unassigned this conversation just before you.`;
  const holder = nameOf(now.assignedAgent) ?? 'A colleague';
  const taken = holder === actor || actor === 'A colleague';
  return taken ? `${holder} took this conversation just before you.` : `${actor} assigned this conversation to ${holder} just before you.`;
}
