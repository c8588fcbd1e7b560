import { useConnection } from './connection.ts';
import { joinedSites } from './join-sites.ts';
import { currentSocket, request } from './socket.ts';

/** Not connected for this long counts as offline. */
const OFFLINE_AFTER_MS = 8000;
/** Longest wait for the answer that proves a connection alive. */
const CHECK_TIMEOUT_MS = 4000;

let offlineTimer: number | undefined;

/** Follows what the browser reports of the network and of the tab. Returns a function that stops it. */
export function watchNetwork(): () => void {
  window.addEventListener('online', checkConnection);
  window.addEventListener('offline', markOffline);
  document.addEventListener('visibilitychange', checkConnection);
  return () => {
    window.removeEventListener('online', checkConnection);
    window.removeEventListener('offline', markOffline);
    document.removeEventListener('visibilitychange', checkConnection);
    stopWaitingForOffline();
  };
}

/** Counts as offline unless a connection is made in time. */
export function waitForOffline() {
  stopWaitingForOffline();
  offlineTimer = window.setTimeout(markOffline, OFFLINE_AFTER_MS);
}

export function stopWaitingForOffline() {
  window.clearTimeout(offlineTimer);
}

/** Connects without waiting for the next attempt. */
export function connectNow() {
  const socket = currentSocket();
  if (!socket || socket.connected) return;
  socket.disconnect();
  socket.connect();
}

function markOffline() {
  useConnection.setState({ state: 'offline' });
}

/** The network is back or the tab is visible again: connect now, or check whether the connection is still alive after sleep. */
function checkConnection() {
  const socket = currentSocket();
  if (document.visibilityState === 'hidden' || !socket) return;
  if (!socket.connected) return connectNow();
  const siteId = joinedSites()[0];
  if (!siteId) return useConnection.setState({ state: 'online' });
  request('join-site', { siteId }, CHECK_TIMEOUT_MS).then(
    () => useConnection.setState({ state: 'online' }),
    () => {
      currentSocket()?.disconnect();
      currentSocket()?.connect();
    },
  );
}
