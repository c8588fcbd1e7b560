import type { Message, MessageStored } from '@supportchat/protocol';
import { useSyncExternalStore } from 'react';
import { applyMessages } from '../queries/conversations/apply-events.ts';
import { useSession } from '../session/session.ts';
import { storage } from '../session/storage.ts';
import { createOutbox, type Outbox, type OutboxItem } from './outbox.ts';

let outbox: Outbox | null = null;
let stopListening: (() => void) | null = null;
const listeners = new Set<() => void>();
const nothing: OutboxItem[] = [];

/** What the outbox needs of the connection; the shell provides it. */
type Connection = {
  send: (item: OutboxItem) => Promise<MessageStored>;
  /** Messages before this one are missing here. */
  onGap: (conversationId: string, afterSeq: number) => void;
};

/** Opens the signed-in user's outbox; what an earlier visit left in it is sent. */
export function openOutbox(userId: string, connection: Connection): Outbox {
  const prefix = `sc_outbox:${userId}:`;
  const opened = createOutbox({
    storage,
    prefix,
    send: connection.send,
    onStored: (item, stored) => {
      const gapAfter = applyMessages(item.conversationId, [storedMessage(item, stored)]);
      if (gapAfter !== null) connection.onGap(item.conversationId, gapAfter);
    },
    clock: () => new Date(),
    newId,
    random: Math.random,
    later: (run, ms) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    },
  });
  const followTabs = (event: StorageEvent) => event.key?.startsWith(prefix) && opened.reload();
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
export function getOutbox(): Outbox {
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

/** A UUID; on plain http `crypto.randomUUID` is missing, so it is made of random bytes. */
function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  return Array.from((crypto as Crypto).getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
