import type { Conversation, UpdateConversation } from '@supportchat/protocol';
import { ApiError } from '../../../http/api-error.ts';
import { applyConversation } from '../../../queries/conversations/apply-events.ts';
import { newerOf } from '../../../queries/conversations/list-cache.ts';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { api } from '../../../session/api.ts';
import { useSession } from '../../../session/session.ts';
import { refetchConversation } from '../use-conversations.ts';
import type { Change } from './changes.ts';

/** `before` and `state` as on the server. */
type Outcome = { state: Conversation } & ({ changed: true; before: Conversation } | { changed: false; error: unknown });

/** The newest change of each conversation that the server has not answered yet. */
const pendingChanges = new Map<string, Promise<Outcome>>();

/**
 * Shows the state that a change leads to, and sends it to the server once the previous change was answered. A rejection reverts what this
 * change showed, and nothing that came from the server since.
 */
export async function sendChange(seen: Conversation, change: Change): Promise<Outcome> {
  const { _id: id } = seen;
  show(seen, change);
  const sent = send(seen, change, pendingChanges.get(id));
  pendingChanges.set(id, sent);
  const outcome = await sent;
  if (pendingChanges.get(id) === sent) pendingChanges.delete(id);
  return outcome;
}

async function send(seen: Conversation, change: Change, earlier: Promise<Outcome> | undefined): Promise<Outcome> {
  let before = seen;
  if (earlier) {
    before = (await earlier).state;
    show(before, change);
  }
  for (;;) {
    try {
      const body: UpdateConversation = { ...change, expectedRevision: before.revision };
      const state = await api.patch<Conversation>(`/conversations/${before._id}`, body);
      applyConversation(state);
      return { changed: true, before, state };
    } catch (error) {
      const own = await assignedByReplying(before, error).catch(() => null);
      if (!own) return { changed: false, error, state: rollBack(before) };
      before = own;
      show(before, change);
    }
  }
}

function show(seen: Conversation, change: Change) {
  const newest = newerOf(queryClient.getQueryData<Conversation>(keys.conversation(seen._id)), seen);
  applyConversation(expected(newest, change), { force: true });
}

/** The conflicting state of a CONFLICT, if the only reason is that one's own reply has just assigned the conversation; otherwise null. */
async function assignedByReplying(before: Conversation, error: unknown): Promise<Conversation | null> {
  if (!(error instanceof ApiError) || error.code !== 'CONFLICT' || before.assignedAgent !== null) return null;
  const now = await refetchConversation(before._id);
  return now.status === 'assigned' && now.assignedAgent === useSession.getState().user?._id ? now : null;
}

/** Anything that came from the server since has replaced what was shown; otherwise the three fields are as before. */
function rollBack(before: Conversation): Conversation {
  const now = queryClient.getQueryData<Conversation>(keys.conversation(before._id));
  if (!now) return before;
  if (now.revision !== before.revision || now.lastSeq !== before.lastSeq) return now;
  const state = { ...now, status: before.status, assignedAgent: before.assignedAgent, waitingSince: before.waitingSince };
  applyConversation(state, { force: true });
  return state;
}

/** The state that the change leads to when nothing interferes. */
function expected(conversation: Conversation, change: Change): Conversation {
  const wantedAgent = change.assignedAgent === 'me' ? (useSession.getState().user?._id ?? null) : change.assignedAgent;
  const assignedAgent = wantedAgent === undefined ? conversation.assignedAgent : wantedAgent;
  const wanted = change.status ?? conversation.status;
  const done = wanted === 'resolved' || wanted === 'closed';
  return {
    ...conversation,
    assignedAgent,
    status: done ? wanted : assignedAgent ? 'assigned' : 'open',
    waitingSince: done ? null : conversation.waitingSince,
  };
}
