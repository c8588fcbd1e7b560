import type { ConversationStatus, UpdateConversation } from '@supportchat/protocol';
import { type Actor, actorOfAgent } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import { eventOf } from '../reactions/conversation-event.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';
import { requireAgentsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { threadEntry } from './thread-entry.ts';

/** Attempts against concurrent changes by other agents, when the caller named no revision. */
const MAX_ATTEMPTS = 5;

/** Assign, unassign, resolve, close, reopen: one atomic change of status and agent. The loser of a race gets CONFLICT. */
export async function changeConversation(deps: ConversationDeps, actor: Actor, id: string, input: UpdateConversation): Promise<ConversationRecord> {
  const { expectedRevision } = input;
  for (let attemptsLeft = expectedRevision === undefined ? MAX_ATTEMPTS : 1; attemptsLeft > 0; attemptsLeft--) {
    const conversation = await requireAgentsConversation(deps.store, actor, id);
    if (expectedRevision !== undefined && conversation.revision !== expectedRevision) break;
    const next = await decide(deps, actor, conversation, input);
    if (next.activity.length === 0) return conversation;
    const jobsOf = await deps.reactions.prepare(['status-changed', 'assigned'], () => conversation.siteId);
    const jobs = next.activity.flatMap((activity) => jobsOf(eventOf(conversation, activity)));
    const changed = await deps.store.conversations.change(id, conversation.revision, { ...next, jobs }, next.activity, deps.clock());
    if (changed) {
      await deps.broadcast.conversationChanged(changed, next.activity);
      if (jobs.length > 0) deps.jobs.wake();
      return changed;
    }
  }
  throw new AppError('CONFLICT');
}

type Assignee = Pick<AgentRecord, '_id' | 'name'>;
type Next = { status: ConversationStatus; assignedAgent: string | null; activity: ThreadEntryRecord[] };

async function decide(deps: ConversationDeps, actor: Actor, conversation: ConversationRecord, input: UpdateConversation): Promise<Next> {
  if (conversation.status === 'closed') throw new AppError('CONVERSATION_CLOSED');
  const assignee = input.assignedAgent === undefined ? undefined : await findAssignee(deps, actor, conversation, input.assignedAgent);
  const assignedAgent = assignee === undefined ? conversation.assignedAgent : (assignee?._id ?? null);
  const status = nextStatus(input.status ?? conversation.status, assignedAgent, input.status === 'assigned');
  const newActivity = (type: ThreadEntryRecord['type'], agentName?: string) =>
    threadEntry(deps, conversation, { type, actor, ...(agentName && { agentName }) });
  const activity: ThreadEntryRecord[] = [];
  if (assignedAgent !== conversation.assignedAgent) activity.push(assignee ? newActivity('assigned', assignee.name) : newActivity('unassigned'));
  const wasResolved = conversation.status === 'resolved';
  if (status === 'resolved' && !wasResolved) activity.push(newActivity('resolved'));
  if (status === 'closed') activity.push(newActivity('closed'));
  if (wasResolved && (status === 'open' || status === 'assigned')) activity.push(newActivity('reopened'));
  return { status, assignedAgent, activity };
}

/** `open` and `assigned` follow from whether the conversation has an agent. */
function nextStatus(wanted: ConversationStatus, assignedAgent: string | null, needsAgent: boolean): ConversationStatus {
  if (wanted === 'resolved' || wanted === 'closed') return wanted;
  if (needsAgent && !assignedAgent) throw new AppError('VALIDATION', { details: [{ path: 'assignedAgent', message: 'is needed for the status assigned' }] });
  return assignedAgent ? 'assigned' : 'open';
}

async function findAssignee(deps: ConversationDeps, actor: Actor, conversation: ConversationRecord, wanted: string | null): Promise<Assignee | null> {
  if (wanted === null) return null;
  if (wanted === 'me') return { _id: actor.id, name: actor.name };
  const assignee = await deps.store.agents.get(wanted);
  if (assignee?.isActive && assignee.passwordHash && maySeeSite(actorOfAgent(assignee), conversation.siteId)) return assignee;
  throw new AppError('VALIDATION', { details: [{ path: 'assignedAgent', message: 'must be an active agent of this site' }] });
}
