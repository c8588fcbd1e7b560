import type { AdminAcks, AdminConversationJoined, AdminEmitters, AdminEventName, AdminPayload, AdminServerEvents, Agent } from '@supportchat/protocol';
import type { Ack } from '@supportchat/protocol/errors';
import { WIRE } from '@supportchat/protocol/wire';
import { io, type Socket } from 'socket.io-client';
import { offlineError } from '../http/api-error.ts';
import { applyConversation, applyMessages, applyRemoval, applyUpdate, trimLists } from '../queries/conversations/apply-events.ts';
import { forgetColleagues, setAgentTyping, setViewers } from '../queries/conversations/colleagues.ts';
import { setVisitorTyping } from '../queries/conversations/typing-visitors.ts';
import { keys } from '../queries/queries.ts';
import { queryClient } from '../queries/query-client.ts';
import { ApiError, api, describeError } from '../session/api.ts';
import { currentToken, forgetSession, freshToken, renew, setUser } from '../session/session.ts';
import { notifyFailure } from '../ui/overlays/toast.tsx';
import { useConnection } from './connection.ts';

/** Longest wait for an ack, in milliseconds. */
const ACK_TIMEOUT_MS = 10_000;
/** Without an ack for this long the server counts as slow. */
const SLOW_AFTER_MS = 5000;
/** Pages of each list that are refetched after an interruption. */
const PAGES_AFTER_BREAK = 5;
/** Sites that are joined at once. */
const SITES_AT_ONCE = 20;
/** Delay after a refused connection before the next attempt. */
const REFUSED_WAIT_MS = 3000;
/** Not connected for this long counts as offline. */
const OFFLINE_AFTER_MS = 8000;

type AdminSocket = Socket<AdminServerEvents, AdminEmitters>;
let socket: AdminSocket | null = null;
let siteIds: readonly string[] = [];
let offlineTimer: number | undefined;
let wasOnline = false;
/** Called after each connect, once the sites are joined; `again` is false for the first. */
const onConnect = new Set<(again: boolean) => void>();

/** Sends an event and waits for its ack. Rejects with `ApiError`; OFFLINE when there is no connection or no ack in time. */
export function request<E extends AdminEventName>(event: E, payload: AdminPayload<E>, timeout = ACK_TIMEOUT_MS): Promise<AdminAcks[E]> {
  const current = socket;
  if (!current?.connected) return Promise.reject(offlineError());
  return new Promise((resolve, reject) => {
    const slow = window.setTimeout(() => current.connected && useConnection.setState({ isSlow: true }), SLOW_AFTER_MS);
    const answered = (timedOut: Error | null, reply: Ack<AdminAcks[E]>) => {
      window.clearTimeout(slow);
      if (!timedOut) useConnection.setState({ isSlow: false });
      if (timedOut) reject(offlineError());
      else if (reply.ok) resolve(reply);
      else reject(new ApiError(reply.error));
    };
    (current.timeout(timeout) as unknown as { emit: (event: E, payload: AdminPayload<E>, ack: typeof answered) => void }).emit(event, payload, answered);
  });
}

/** Waits and retries while the server reports that this agent reads too fast. */
export async function requestWithRetry<E extends 'join-site' | 'join-conversation' | 'load-messages'>(
  event: E,
  payload: AdminPayload<E>,
): Promise<AdminAcks[E]> {
  for (;;) {
    try {
      return await request(event, payload);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'RATE_LIMITED') throw error;
      await pause(error.retryAfterMs ?? 1000);
    }
  }
}

/** The live connection of the panel: started by the shell, stopped when it goes. */
export const live = {
  start() {
    if (socket) return;
    wasOnline = false;
    socket = io('/admin', {
      auth: (give) =>
        void freshToken().then(
          (token) => give({ token, wire: WIRE }),
          () => give({ token: currentToken(), wire: WIRE }),
        ),
      transports: ['websocket', 'polling'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 8000,
    });
    socket.on('connect', () => void connected());
    socket.on('disconnect', disconnected);
    socket.on('connect_error', (error) => void refused(error));
    socket.on('server-restarting', () => useConnection.setState({ state: 'restarting' }));
    socket.on('conversation-update', applyUpdate);
    socket.on('conversation-removed', ({ conversationId }) => applyRemoval(conversationId));
    socket.on('new-message', (message) => {
      if (message.senderType === 'agent') setAgentTyping(message.conversationId, { agentId: message.senderId, name: message.senderName }, false);
      else setVisitorTyping(message.conversationId, false);
      const gapAfter = applyMessages(message.conversationId, [message]);
      if (gapAfter !== null) void loadNewer(message.conversationId, gapAfter).catch(() => undefined); // the next connect catches up
    });
    socket.on('conversation-viewers', ({ conversationId, viewers }) => setViewers(conversationId, viewers));
    socket.on('agent-typing', ({ conversationId, isTyping, agentId, agentName }) => setAgentTyping(conversationId, { agentId, name: agentName }, isTyping));
    socket.on('visitor-typing', ({ conversationId, isTyping }) => setVisitorTyping(conversationId, isTyping));
    window.addEventListener('online', checkConnection);
    window.addEventListener('offline', markOffline);
    document.addEventListener('visibilitychange', checkConnection);
    waitForOffline();
  },

  stop() {
    window.removeEventListener('online', checkConnection);
    window.removeEventListener('offline', markOffline);
    document.removeEventListener('visibilitychange', checkConnection);
    window.clearTimeout(offlineTimer);
    socket?.disconnect();
    socket = null;
    useConnection.setState({ state: 'connecting' });
  },

  /** Connects without waiting for the next attempt. */
  connectNow() {
    if (!socket || socket.connected) return;
    socket.disconnect();
    socket.connect();
  },

  /** Receive updates of every conversation of these sites. */
  joinSites(ids: readonly string[]) {
    const fresh = ids.filter((id) => !siteIds.includes(id));
    siteIds = ids;
    if (socket?.connected) void joinInBatches(fresh);
  },

  /** Runs after each connect. Returns a function that stops it. */
  onConnect(listener: (again: boolean) => void) {
    onConnect.add(listener);
    return () => void onConnect.delete(listener);
  },
};

/** Pages of what came after `afterSeq`, until nothing is missing. */
export async function loadNewer(conversationId: string, afterSeq: number): Promise<void> {
  let from: number | null = afterSeq;
  while (from !== null) {
    const page: AdminAcks['load-messages'] = await requestWithRetry('load-messages', { conversationId, afterSeq: from, limit: 100 });
    applyMessages(conversationId, page.messages);
    from = page.hasMore ? (page.messages.at(-1)?.seq ?? null) : null;
  }
}

/** Joins a conversation's room; with `afterSeq` the ack has what came after it. */
export async function joinConversation(conversationId: string, afterSeq?: number): Promise<AdminConversationJoined> {
  const joined = await requestWithRetry('join-conversation', { conversationId, afterSeq });
  applyConversation(joined.conversation);
  return joined;
}

/** Resolves when connected; rejects with OFFLINE after `ms`. */
export function whenConnected(ms: number): Promise<void> {
  if (socket?.connected) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = live.onConnect(() => {
      window.clearTimeout(timer);
      stop();
      resolve();
    });
    const timer = window.setTimeout(() => {
      stop();
      reject(offlineError());
    }, ms);
  });
}

async function connected() {
  window.clearTimeout(offlineTimer);
  useConnection.setState({ state: 'online' });
  const again = wasOnline;
  wasOnline = true;
  await joinInBatches(siteIds);
  // What happened before the rooms were joined came through no event.
  trimLists(PAGES_AFTER_BREAK);
  void queryClient.invalidateQueries({ queryKey: keys.conversationLists });
  void queryClient.invalidateQueries({ queryKey: keys.counts });
  for (const listener of onConnect) listener(again);
}

/** The server limits how many events a socket may start at once. */
async function joinInBatches(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += SITES_AT_ONCE) await Promise.all(ids.slice(at, at + SITES_AT_ONCE).map(joinSite));
}

/** A site that may not be joined (anymore) is left out; the list of sites reports the same soon after. */
async function joinSite(siteId: string) {
  await requestWithRetry('join-site', { siteId }).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return queryClient.invalidateQueries({ queryKey: keys.sites });
    if (error instanceof ApiError && error.code === 'OFFLINE') return; // the next connect joins again
    notifyFailure({ title: 'New messages of one site do not appear automatically', ...describeError(error), retry: () => void joinSite(siteId) });
  });
}

function disconnected(reason: string) {
  forgetColleagues();
  useConnection.setState({ isSlow: false });
  if (useConnection.getState().state !== 'restarting') useConnection.setState({ state: navigator.onLine ? 'connecting' : 'offline' });
  waitForOffline();
  // The server closed it: the session or a right is gone. Refetch who we are, then reconnect.
  if (reason === 'io server disconnect')
    void api
      .get<Agent>('/auth/me')
      .then(setUser, () => undefined)
      .then(() => socket?.connect());
}

/** The handshake was refused. Socket.IO does not retry a refusal, so we do; it retries network errors itself. */
async function refused(error: Error & { data?: { code?: string; retryAfterMs?: number } }) {
  if (useConnection.getState().state === 'online') useConnection.setState({ state: 'connecting' });
  if (error.data?.code === 'ACCOUNT_DEACTIVATED') return forgetSession('deactivated');
  if (!error.data?.code || socket?.active) return;
  // Too many connections from this address: the token is valid, and the server says when to retry.
  if (error.data.code === 'RATE_LIMITED') await pause(error.data.retryAfterMs ?? REFUSED_WAIT_MS);
  else await renew(currentToken()).catch(() => pause(REFUSED_WAIT_MS));
  socket?.connect();
}

const pause = (ms: number) => new Promise<void>((resolve) => window.setTimeout(resolve, ms));

function waitForOffline() {
  window.clearTimeout(offlineTimer);
  offlineTimer = window.setTimeout(() => useConnection.setState({ state: 'offline' }), OFFLINE_AFTER_MS);
}

function markOffline() {
  useConnection.setState({ state: 'offline' });
}

/** The network is back or the tab is visible again: connect now, or check whether the connection is still alive after sleep. */
function checkConnection() {
  if (document.visibilityState === 'hidden' || !socket) return;
  if (!socket.connected) return live.connectNow();
  const siteId = siteIds[0];
  if (!siteId) return useConnection.setState({ state: 'online' });
  request('join-site', { siteId }, 4000).then(
    () => useConnection.setState({ state: 'online' }),
    () => {
      socket?.disconnect();
      socket?.connect();
    },
  );
}
