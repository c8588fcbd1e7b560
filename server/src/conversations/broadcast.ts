import type { AdminServerEvents, Team, WidgetServerEvents } from '@supportchat/protocol';
import type { ActorName } from '../access/actor.ts';
import { agentRoom, conversationRoom, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import type { AgentReadMarkRecord } from '../store/port/agent-read-marks.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { AddedMessage } from '../store/port/messages.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';
import { paceUpdates } from './pace-updates.ts';
import { forAgent, forVisitor, presentEntry, presentMessage } from './present.ts';
import { presentReadMark } from './with-own-marks.ts';

/** Sends one event to a room of a namespace, except to sockets that are also in `exceptRoom`. */
type Send<Events> = <E extends keyof Events & string>(
  room: string,
  event: E,
  payload: Events[E] extends (payload: infer P) => void ? P : never,
  exceptRoom?: string,
) => void;

/** Where events can be sent: the rooms of `/widget` and `/admin`. */
export type Audience = {
  toWidgets: Send<WidgetServerEvents>;
  toAgents: Send<AdminServerEvents>;
  /** Adds every socket in one `/widget` room to another room. */
  joinWidgets: (fromRoom: string, toRoom: string) => void;
  /** Disconnects every socket in a `/widget` room; the clients reconnect by themselves. */
  disconnectWidgets: (room: string) => void;
  /** The name that visitors see for the assigned agent. */
  agentName: (conversation: ConversationRecord) => Promise<string | null>;
  describeTeam: (siteId: string) => Promise<Team>;
  clock: () => Date;
};

export type Broadcast = ReturnType<typeof createBroadcast>;

/** Decides who is notified of what, and in which form. Nothing is sent before the store has committed it. */
export function createBroadcast({ toWidgets, toAgents, joinWidgets, disconnectWidgets, agentName, describeTeam, clock }: Audience) {
  function toAgentsOfSite(conversation: ConversationRecord, activity?: ThreadEntryRecord | null) {
    toAgents(siteRoom(conversation.siteId), 'conversation-update', {
      conversation: forAgent(conversation),
      ...(activity && { activity: presentEntry(activity) }),
    });
  }

  const updates = paceUpdates((conversation) => toAgentsOfSite(conversation));

  async function conversationChanged(conversation: ConversationRecord, activities: ThreadEntryRecord[] = []) {
    updates.markAnnounced(conversation);
    for (const activity of activities.length > 0 ? activities : [null]) toAgentsOfSite(conversation, activity);
    toWidgets(conversationRoom(conversation._id), 'conversation-update', forVisitor(conversation, await agentName(conversation)));
  }

  return {
    /** A message was stored: both sides of the conversation receive it, and the site's agents receive the conversation's new state. */
    async messageAdded({ message, conversation, activity }: AddedMessage) {
      const shown = presentMessage(message);
      toWidgets(conversationRoom(conversation._id), 'new-message', shown);
      toAgents(conversationRoom(conversation._id), 'new-message', shown);
      if (activity) await conversationChanged(conversation, [activity]);
      else updates.announce(conversation);
    },

    /** The status, the agent or the read marks changed. */
    conversationChanged,

    /** An entry of a feature was added to the thread: sent to agents only. */
    entryAdded(conversation: ConversationRecord, entry: ThreadEntryRecord) {
      updates.markAnnounced(conversation);
      toAgentsOfSite(conversation, entry);
    },

    /** An agent's own mark changed: this agent's panels alone are notified. */
    readMarkUpdated: (mark: AgentReadMarkRecord) => toAgents(agentRoom(mark.agentId), 'read-mark-updated', presentReadMark(mark)),

    /** The visitor's current page: sent to agents only. */
    visitorMoved: (conversation: ConversationRecord) => updates.announce(conversation),

    /** The visitor's name or address: agents do not see a conversation without messages. */
    async visitorDetailsChanged(conversation: ConversationRecord) {
      if (conversation.lastMessageAt) await conversationChanged(conversation);
      else toWidgets(conversationRoom(conversation._id), 'conversation-update', forVisitor(conversation, await agentName(conversation)));
    },

    /** A closed conversation continues in a new one: the visitor's tabs follow. */
    async conversationReplaced(next: ConversationRecord, siteName: string) {
      const room = visitorRoom(next.siteId, next.visitorId);
      joinWidgets(room, conversationRoom(next._id));
      toWidgets(room, 'conversation-joined', {
        conversation: forVisitor(next, await agentName(next)),
        messages: [],
        hasMore: false,
        visitorId: next.visitorId,
        siteName,
        team: await describeTeam(next.siteId),
        serverTime: clock().toISOString(),
      });
    },

    conversationRemoved({ _id, siteId }: ConversationRecord) {
      updates.cancel(_id);
      toAgents(siteRoom(siteId), 'conversation-removed', { conversationId: _id, siteId });
      disconnectWidgets(conversationRoom(_id));
    },

    /** No agent sees a conversation without messages; its widgets reconnect and start a new one. */
    emptyConversationsRemoved(ids: string[]) {
      for (const id of ids) disconnectWidgets(conversationRoom(id));
    },

    visitorTyping(conversationId: string, isTyping: boolean) {
      toAgents(conversationRoom(conversationId), 'visitor-typing', { conversationId, isTyping });
    },

    /** Sent to the visitor and to the other agents in the conversation. */
    agentTyping(conversationId: string, isTyping: boolean, agent: ActorName) {
      const typing = { conversationId, isTyping, agentName: agent.name };
      toWidgets(conversationRoom(conversationId), 'agent-typing', typing);
      toAgents(conversationRoom(conversationId), 'agent-typing', { ...typing, agentId: agent.id }, agentRoom(agent.id));
    },
  };
}
