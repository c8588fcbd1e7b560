import type { Agent, Conversation } from '@supportchat/protocol';
import { ApiError, describeError } from '../../../http/api-error.ts';
import { readThread } from '../../../queries/conversations/apply-events.ts';
import { visitorLabel } from '../../../queries/conversations/visitor-label.ts';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { useSession } from '../../../session/session.ts';
import { notify, notifyFailure } from '../../../ui/overlays/toast.tsx';
import { refetchConversation } from '../use-conversations.ts';
import { uniqueOwnName } from '../use-own-name.ts';
import { type Change, conflictText, isAlreadyApplied, undoOf } from './changes.ts';
import { notifyOffline } from './notify-offline.ts';
import { sendChange } from './send-change.ts';
import { offerUndo } from './undo.ts';

const allAgents = [...keys.agents, 'all'];

type Options = { onUndone?: () => void; isUndo?: boolean };

/**
 * Assign, resolve, close, reopen: shown immediately, reverted with a message when the server rejects it. Only the state that was seen is
 * changed: if a colleague was faster, their state is shown instead. Resolves with whether it was changed.
 */
export async function changeConversation(conversation: Conversation, change: Change, { onUndone, isUndo = false }: Options = {}): Promise<boolean> {
  const outcome = await sendChange(conversation, change);
  if (outcome.changed) {
    const undo = isUndo ? null : undoOf(outcome.before, change);
    notifySuccess({ before: conversation, after: outcome.state, title: successText(conversation, change), undo, onUndone });
  } else await reportRejectedChange(conversation, change, outcome.error);
  return outcome.changed;
}

type SuccessNotice = { before: Conversation; after: Conversation; title: string; undo: Change | null; onUndone: (() => void) | undefined };

/** Undo reverts what this agent did, never what a colleague has done since. */
function notifySuccess({ before, after, title, undo, onUndone }: SuccessNotice) {
  if (undo === null) return void notify(title);
  offerUndo({ title }, () => {
    const current = queryClient.getQueryData<Conversation>(keys.conversation(before._id));
    const isAsLeft = current?.status === after.status && current.assignedAgent === after.assignedAgent;
    if (current && !isAsLeft) return void notify(describeConflict(after, current));
    if (current) void changeConversation(current, undo, { isUndo: true });
    onUndone?.();
  });
}

const STATUS_TEXTS = { open: 'Reopened', assigned: 'Reopened', resolved: 'Resolved', closed: 'Closed' } as const;

function successText(conversation: Conversation, change: Change): string {
  if (change.status) return `${STATUS_TEXTS[change.status]}: ${visitorLabel(conversation)}`;
  if (change.assignedAgent === null) return `Unassigned: ${visitorLabel(conversation)}`;
  return `Assigned to ${nameOf(change.assignedAgent ?? null) ?? 'a colleague'}: ${visitorLabel(conversation)}`;
}

async function reportRejectedChange(conversation: Conversation, change: Change, error: unknown) {
  const label = visitorLabel(conversation);
  const retry = () => void changeConversation(queryClient.getQueryData<Conversation>(keys.conversation(conversation._id)) ?? conversation, change);
  if (error instanceof ApiError && error.code === 'OFFLINE') return notifyOffline(`You are offline. ${label} was not changed.`, retry);
  if (!(error instanceof ApiError) || (error.code !== 'CONFLICT' && error.code !== 'CONVERSATION_CLOSED'))
    return void notifyFailure({ title: `${label} was not changed`, ...describeError(error), retry });
  await refetchConversation(conversation._id).catch(() => undefined); // the text below manages without it
  const now = queryClient.getQueryData<Conversation>(keys.conversation(conversation._id)) ?? conversation;
  if (isAlreadyApplied(now, change, useSession.getState().user?._id ?? '')) return;
  notify(describeConflict(conversation, now));
}

function describeConflict(before: Conversation, now: Conversation): string {
  const me = useSession.getState().user;
  const colleagues = queryClient.getQueryData<Agent[]>(allAgents);
  const myName = me && colleagues ? uniqueOwnName(me, colleagues, now.visitorName) : null;
  return conflictText({ before, now, activity: readThread(now._id)?.activity ?? [], myId: me?._id ?? '', myName, nameOf });
}

/** `me` is "you"; undefined for an agent who is not in the cache. */
function nameOf(agentId: string | null): string | undefined {
  const me = useSession.getState().user?._id;
  if (agentId === 'me' || agentId === me) return 'you';
  return queryClient.getQueryData<Agent[]>(allAgents)?.find((agent) => agent._id === agentId)?.name;
}
