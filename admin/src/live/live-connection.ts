import type { Me } from '@supportchat/protocol';
import { offlineError } from '../http/api-error.ts';
import { trimLists } from '../queries/conversations/apply-events.ts';
import { forgetColleagues } from '../queries/conversations/colleagues.ts';
import { keys } from '../queries/keys.ts';
import { queryClient } from '../queries/query-client.ts';
import { api } from '../session/api.ts';
import { currentToken, forgetSession, renew, setUser } from '../session/session.ts';
import { useConnection } from './connection.ts';
import { joinedSites, joinInBatches } from './join-sites.ts';
import { pause } from './pause.ts';
import { receiveEvents } from './receive-events.ts';
import { closeSocket, currentSocket, openSocket } from './socket.ts';
import { stopWaitingForOffline, waitForOffline, watchNetwork } from './watch-network.ts';

/** Pages of each list that are refetched after an interruption. */
const PAGES_AFTER_BREAK = 5;
/** Delay after a refused connection before the next attempt. */
const REFUSED_WAIT_MS = 3000;

let stopWatching: (() => void) | undefined;
const connectListeners = new Set<() => void>();

/** The live connection of the panel: started by the shell, stopped when it goes. */
export function startLive() {
  if (currentSocket()) return;
  const socket = openSocket();
  socket.on('connect', () => void handleConnect());
  socket.on('disconnect', handleDisconnect);
  socket.on('connect_error', (error) => void handleRefusal(error));
  receiveEvents(socket);
  stopWatching = watchNetwork();
  waitForOffline();
}

export function stopLive() {
  stopWatching?.();
  closeSocket();
  useConnection.setState({ state: 'connecting' });
}

/** Runs after each connect, once the sites are joined. Returns a function that stops it. */
export function onConnect(listener: () => void): () => void {
  connectListeners.add(listener);
  return () => void connectListeners.delete(listener);
}

/** Resolves when connected; rejects with OFFLINE after `ms`. */
export function whenConnected(ms: number): Promise<void> {
  if (currentSocket()?.connected) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = onConnect(() => {
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

async function handleConnect() {
  stopWaitingForOffline();
  useConnection.setState({ state: 'online' });
  await joinInBatches(joinedSites());
  // What happened before the rooms were joined came through no event.
  trimLists(PAGES_AFTER_BREAK);
  void queryClient.invalidateQueries({ queryKey: keys.conversationLists });
  void queryClient.invalidateQueries({ queryKey: keys.counts });
  for (const listener of connectListeners) listener();
}

function handleDisconnect(reason: string) {
  forgetColleagues();
  useConnection.setState({ isSlow: false });
  if (useConnection.getState().state !== 'restarting') useConnection.setState({ state: navigator.onLine ? 'connecting' : 'offline' });
  waitForOffline();
  // The server closed it: the session or a right is gone. Refetch who we are, then reconnect.
  if (reason === 'io server disconnect')
    void api
      .get<Me>('/auth/me')
      .then(setUser, () => undefined)
      .then(() => currentSocket()?.connect());
}

/** The handshake was refused. Socket.IO does not retry a refusal, so we do; it retries network errors itself. */
async function handleRefusal(error: Error & { data?: { code?: string; retryAfterMs?: number } }) {
  if (useConnection.getState().state === 'online') useConnection.setState({ state: 'connecting' });
  if (error.data?.code === 'ACCOUNT_DEACTIVATED') return forgetSession('deactivated');
  if (!error.data?.code || currentSocket()?.active) return;
  // Too many connections from this address: the token is valid, and the server says when to retry.
  if (error.data.code === 'RATE_LIMITED') await pause(error.data.retryAfterMs ?? REFUSED_WAIT_MS);
  else await renew(currentToken()).catch(() => pause(REFUSED_WAIT_MS));
  currentSocket()?.connect();
}
