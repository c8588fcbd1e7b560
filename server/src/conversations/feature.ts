import type { Actor } from '../access/actor.ts';
import type { Deps } from '../deps.ts';
import type { Feature } from '../feature.ts';
import type { PeriodicJob } from '../jobs/periodic-jobs.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import { createLimitAddresses } from '../limit-addresses.ts';
import type { NewLimiter } from '../limiter.ts';
import type { createAudience } from '../realtime/audience.ts';
import type { Connections, Reach } from '../realtime/connections.ts';
import { createSocketLimits } from '../realtime/limits.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import { requireAgentsConversation, requireVisitorsConversation } from './access.ts';
import { addEntry, type NewEntry } from './add-entry.ts';
import { conversationAdminEvents } from './admin-events.ts';
import { createBroadcast } from './broadcast.ts';
import { createCatchUpClients, type Delivered } from './catch-up-clients.ts';
import { createCatchUpReadMarks } from './catch-up-read-marks.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { createLimitTyping } from './limit-typing.ts';
import { conversationRoutes } from './routes.ts';
import { sendBotMessage } from './send-message.ts';
import { createDescribeTeam } from './team.ts';
import { createVisitPage } from './visit-page.ts';
import { conversationWidgetEvents } from './widget-events.ts';

type SharedDeps = Pick<Deps, 'config' | 'store' | 'clock' | 'newId'> &
  Pick<ConversationDeps, 'admitToSite' | 'reactions' | 'jobs'> & {
    audience: (reach: Reach) => ReturnType<typeof createAudience>;
    connections: Pick<Connections, 'onlineAgents'>;
    newLimiter: NewLimiter;
    /** How many times the usual limit an address has. */
    factorOf: (address: string) => number;
    /** What the clients of this process received; null when no other process writes to the same database. */
    delivered: Delivered | null;
    /** Ids of this process's sockets in a room of a namespace. */
    socketsIn: (namespace: '/widget' | '/admin', room: string) => ReadonlySet<string>;
    /** Ids of the agents with a panel at this process. */
    agentsHere: () => string[];
  };
type SendBotMessage = (...args: Parameters<typeof sendBotMessage> extends [unknown, ...infer Rest] ? Rest : never) => ReturnType<typeof sendBotMessage>;

/** The acts that other features may call; `app.ts` passes them on. */
export type ConversationActs = {
  sendBotMessage: SendBotMessage;
  /** The visitor's own conversation; throws NOT_FOUND. */
  ofVisitor(visitor: VisitorIdentity, conversationId: string): Promise<ConversationRecord>;
  /** A conversation that the actor may see; throws NOT_FOUND. */
  ofAgent(actor: Actor, conversationId: string): Promise<ConversationRecord>;
  /** Adds an entry of the feature's kind to the thread. */
  addEntry(conversation: ConversationRecord, entry: NewEntry): Promise<ConversationRecord>;
};

/** Conversations and their messages: what visitors and agents write, read and change. */
export function conversationsFeature(shared: SharedDeps): Feature & ConversationActs {
  const { config, store, clock, newLimiter } = shared;
  const agentName = async ({ assignedAgent }: ConversationRecord) => (assignedAgent ? ((await store.agents.get(assignedAgent))?.name ?? null) : null);
  const describeTeam = createDescribeTeam({ store, clock, onlineAgents: shared.connections.onlineAgents });
  const broadcastTo = (reach: Reach) => createBroadcast({ ...shared.audience(reach), agentName, describeTeam, clock });
  const broadcast = broadcastTo('everywhere');
  const deps: ConversationDeps = {
    ...shared,
    broadcast,
    describeTeam,
    senderQueue: createKeyedQueue(),
    limits: createSocketLimits(config.limits, newLimiter, createLimitAddresses(newLimiter, shared.factorOf)),
    limitTyping: createLimitTyping(clock),
    visitPage: createVisitPage({ store, clock, broadcast }),
  };

  const removeEmpty = async () => broadcast.emptyConversationsRemoved((await store.maintain()).removed);
  const periodicJobs: PeriodicJob[] = [{ name: 'maintenance', everyMs: 60_000, where: 'one process', run: removeEmpty }];
  const { delivered, socketsIn } = shared;
  if (delivered) {
    const catchUpClients = createCatchUpClients({ store, clock, delivered, broadcast: broadcastTo('here'), socketsIn });
    periodicJobs.push({ name: 'missed changes', everyMs: 1000, where: 'everywhere', run: catchUpClients });
    const catchUpReadMarks = createCatchUpReadMarks({ store, broadcast: broadcastTo('here'), agentsHere: shared.agentsHere });
    periodicJobs.push({ name: 'missed read marks', everyMs: 1000, where: 'everywhere', run: catchUpReadMarks });
  }
  return {
    name: 'conversations',
    routes: conversationRoutes(deps),
    widgetEvents: conversationWidgetEvents(deps),
    adminEvents: conversationAdminEvents(deps),
    periodicJobs,
    sendBotMessage: (conversationId, answer) => sendBotMessage(deps, conversationId, answer),
    ofVisitor: (visitor, conversationId) => requireVisitorsConversation(store, visitor, conversationId),
    ofAgent: (actor, conversationId) => requireAgentsConversation(store, actor, conversationId),
    addEntry: (conversation, entry) => addEntry(deps, conversation, entry),
  };
}
