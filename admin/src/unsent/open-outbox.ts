import type { OutboxItem } from '@supportchat/delivery/outbox';
import type { Message, MessageStored } from '@supportchat/protocol';
import { useSyncExternalStore } from 'react';
import { receiveMessage } from '../live/keep-complete.ts';
import { isConnected, request } from '../live/socket.ts';
import { browserPorts } from '../session/browser-ports.ts';
import { useSession } from '../session/session.ts';
import { type AgentOutbox, createAgentOutbox, outboxPrefix } from './outbox.ts';

let outbox: AgentOutbox | null = null;
let stopListening: (() => void) | null = null;
const listeners = new Set<() => void>();
const nothing: OutboxItem[] = [];

/** Opens the signed-in user's outbox; what an earlier visit left in it is sent. */
export function openOutbox(userId: string): AgentOutbox {
  const opened = createAgentOutbox({
    ports: browserPorts,
    userId,
    isConnected,
    send: (message) => request('send-message', message),
    onStored: (stored, item) => receiveMessage(storedMessage(item, stored)),
  });
  const followTabs = (event: StorageEvent) => event.key?.startsWith(outboxPrefix(userId)) && opened.reload();
  window.addEventListener('storage', followTabs);
  const unsubscribe = opened.subscribe(() => {
    for (const listener of listeners) listener();
  });
  stopListening = () => {
    window.removeEventListener('storage', followTabs);
    unsubscribe();
    opened.stop();
  };
  outbox = opened;
  for (const listener of listeners) listener();
  return opened;
}

export function closeOutbox() {
  stopListening?.();
  stopListening = null;
  outbox = null;
  for (const listener of listeners) listener();
}

/** The outbox of the signed-in user. */
export function getOutbox(): AgentOutbox {
  if (!outbox) throw new Error('The outbox is open only while an agent is signed in');
  return outbox;
}

/** Everything unsent, in order. */
export function useUnsent(): OutboxItem[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => outbox?.items() ?? nothing,
  );
}

/** Our message as the server has stored it. */
function storedMessage(item: OutboxItem, stored: MessageStored): Message {
  const { user } = useSession.getState();
  return {
    _id: stored._id,
    conversationId: stored.conversationId,
    seq: stored.seq,
    clientMessageId: item.clientMessageId,
    senderType: 'agent',
    senderId: user?._id ?? '',
    senderName: user?.name ?? '',
    content: item.content,
    messageType: 'text',
    isRead: false,
    readAt: null,
    answer: null,
    createdAt: stored.createdAt,
  };
}
